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
@click.option("--sample", metavar="N", type=click.IntRange(1), default=500, show_default=True, help="Articles to use.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed takes and plants others.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="What is printed."
)
def selftest(paths: tuple[str, ...], sample: int, seed: int, form: str) -> None:
    """Plant defects in your own articles, and count those found.

    Takes up to --sample articles, brings each into the form of a plain text
    (headline, byline, day, what is left of the body), and looks at them. A
    finding of severity warning or above there is a false alarm. In those
    without one, a defect of each rule is planted in up to 40 articles: a
    sentence of a cookie banner, a weekday that is not the date's, letters
    misread, a copy of the article. Then presscheck looks again.

    Furniture counts as found when any rule takes it out; anything else only
    when its own rule reports it. Samples of words are those that come with
    presscheck: how other wordings fare is not measured. All of it happens in
    memory; your files are only read.

    \b
    Exit code:
      0  95 % of the defects of every rule found, and no rule with false
         alarms on more than 1 in 200 articles (one is always allowed)
      1  a rule is out of these bounds; it has a ! in the table
      2  wrong usage
      3  no article to plant in: one needs a headline and three paragraphs
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
