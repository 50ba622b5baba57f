"""presscheck selftest."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice

import click

from presscheck.cli.display import Bar
from presscheck.cli.group import FOUND, INTERRUPTED, NOTHING, UNREAD, main, stop
from presscheck.cli.options import PATHS


@main.command()
@PATHS
@click.option(
    "--sample", metavar="N", type=click.IntRange(1), default=500, show_default=True, help="Number of articles to use."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed for the choice of articles and defects.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
def selftest(paths: tuple[str, ...], sample: int, seed: int, form: str) -> None:
    """Plant defects in your own articles and count those found.

    Takes up to --sample articles, reduces each to plain text (headline,
    byline, day, the rest of the body), and audits them. Any finding of
    severity warning or above counts as a false alarm. Then, for each rule,
    a defect is planted in up to 40 of the articles without a false alarm (a
    cookie banner, a wrong weekday, misread letters, a copy of the article),
    and presscheck audits them again.

    Furniture counts as found when any rule removes it; any other defect only
    when its own rule reports it. The planted wordings come with presscheck:
    other wordings are not measured. Everything happens in memory; your files
    are only read.

    \b
    Exit code:
      0  for every rule, 95 % of the defects were found, with false alarms
         on at most 1 in 200 articles (one is always allowed)
      1  a rule misses these bounds; the table marks it with !
      2  wrong usage
      3  no usable article: it takes a headline and three paragraphs
    """
    import json
    from random import Random

    from presscheck import config
    from presscheck.read import Intake, find, inputs
    from presscheck.selection import check_codes
    from presscheck.selftest import clean_articles, measure
    from presscheck.selftest.show import as_json, as_text
    from presscheck.shards import Sources, Work, examine_work, read_shard
    from presscheck.survey import facts_of

    bar = Bar()
    try:
        settings = config.load()
        intake = Intake.of(settings)
        everything = inputs(find(paths).sources, intake)
        draw = Random(seed)  # noqa: S311 -- a sample, no secret
        drawn = list(islice(everything, sample))
        for number, item in enumerate(everything, sample + 1):  # each has the same chance (Vitter 1985, algorithm R)
            if (place := draw.randrange(number)) < sample:
                drawn[place] = item
        shard = read_shard(Sources(drawn, intake))
        check_codes(settings)
        like = Work([], facts_of([shard.tally]), settings.ignore, settings.plugins, settings.limits)
        examined = examine_work(replace(like, articles=shard.articles.item))
        articles = clean_articles([parcel.item for parcel in examined.dossiers])[:sample]
        if not articles:
            stop("no article with a headline and three paragraphs, in a language whose bylines are known", UNREAD)
        result = measure(articles, seed, progress=bar.step, like=like)
    except (FileNotFoundError, config.ConfigError) as error:
        stop(error)
    except KeyboardInterrupt:
        stop("interrupted", INTERRUPTED)
    finally:
        bar.close()
    if form == "json":
        json.dump(as_json(result), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        click.echo(as_text(result), nl=False)
    sys.exit(NOTHING if result.passed else FOUND)
