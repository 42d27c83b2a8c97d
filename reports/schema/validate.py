#!/usr/bin/env python3
"""Validate certificates against their schema, and show that the schema refuses.

    validate.py certificate.json...            each must be valid
    validate.py --mutate certificate.json...   and each single mutation of it must be
                                               refused: a member removed, a member
                                               added, a value of another type
    validate.py --refuse certificate.json...   each must be refused

With --schema FILE they are documents of another schema, such as results.sarif.

Exit codes: 0 as asked for, 1 a document is not as asked for, 2 usage or a
document that is no JSON, 5 the validator (Debian: python3-jsonschema) or the
schema is missing.
"""
import argparse
import copy
import json
import pathlib
import sys

CERTIFICATE = pathlib.Path(__file__).with_name("certificate.schema.json")


def refuse_floats(text):
    raise ValueError(f"a float: {text}")


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file, parse_float=refuse_floats, parse_constant=refuse_floats)
    except (OSError, ValueError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        sys.exit(2)


def pruned(value):
    """The value with the first item of each array alone: the rest is more of the same."""
    if isinstance(value, dict):
        return {key: pruned(member) for key, member in value.items()}
    return [pruned(item) for item in value[:1]] if isinstance(value, list) else value


def places(value, path=()):
    """The path of every value inside, outermost first."""
    yield path
    if isinstance(value, (dict, list)):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(member, path + (key,))


def at(document, path):
    for step in path:
        document = document[step]
    return document


def mutations(document):
    """Documents with one thing wrong each, and what is wrong."""
    for path in places(document):
        name = "/".join(map(str, path)) or "the document"
        value = at(document, path)
        if path and isinstance(path[-1], str):
            changed = copy.deepcopy(document)
            del at(changed, path[:-1])[path[-1]]
            yield f"{name} removed", changed
        if path:
            changed = copy.deepcopy(document)
            at(changed, path[:-1])[path[-1]] = 0.5
            yield f"{name} a float", changed
        if isinstance(value, dict):
            changed = copy.deepcopy(document)
            at(changed, path)["zeal"] = 1
            yield f"{name} with one more member", changed


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--mutate", action="store_true")
    mode.add_argument("--refuse", action="store_true")
    parser.add_argument("--schema", type=pathlib.Path, default=CERTIFICATE, metavar="FILE")
    parser.add_argument("documents", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    try:
        import jsonschema
    except ImportError:
        print("no module jsonschema: install python3-jsonschema", file=sys.stderr)
        return 5
    schema = json.loads(arguments.schema.read_text(encoding="utf-8"))
    draft = jsonschema.validators.validator_for(schema)
    draft.check_schema(schema)
    validator = draft(schema)

    wrong = []
    for path in arguments.documents:
        document = read(path)
        if not arguments.refuse:
            wrong += [f"{path}: {error.json_path}: {error.message[:200]}"
                      for error in validator.iter_errors(document)]
        if arguments.mutate:
            tried = [(what, validator.is_valid(changed))
                     for what, changed in mutations(pruned(document))]
            wrong += [f"{path}: accepted with {what}" for what, valid in tried if valid]
            print(f"{path}: {len(tried)} mutations tried")
        elif arguments.refuse and validator.is_valid(document):
            wrong.append(f"{path}: accepted")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
