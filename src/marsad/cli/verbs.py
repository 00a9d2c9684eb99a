"""How verbs are declared: each is a module with `HELP`, `DESCRIPTION`, `EXAMPLES`, `arguments` and `run`; a verb of several acts is a package
whose acts are modules alike."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from importlib import import_module
from typing import Any


def declare(group: argparse._SubParsersAction[Any], package: str, names: Iterable[str], *, dest: str) -> None:
    """Give the parsers of `group` one for each name (its module: the same with "_" for "-"), which leaves the module's `run` in `dest`."""
    for name in names:
        module = import_module(f"{package}.{name.replace('-', '_')}")
        sub = group.add_parser(
            name,
            help=module.HELP,
            description=module.DESCRIPTION,
            epilog=module.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        module.arguments(sub)
        sub.set_defaults(**{dest: module.run, "parser": sub})  # whoever finds something wrong shows the usage of this verb


def declare_acts(parser: argparse.ArgumentParser, package: str, names: Iterable[str]) -> None:
    """Declare what can be done with a verb of several acts."""
    declare(parser.add_subparsers(dest="what", metavar="WHAT", required=True), package, names, dest="do")


def act(args: argparse.Namespace) -> int:
    """Do what was asked of a verb of several acts."""
    status: int = args.do(args)
    return status
