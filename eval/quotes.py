"""Checks one or many answers of `tocsin read --format json` (JSON Lines): the laws of FORMATS.md that need no gold.

    tocsin read - --format json < docs.jsonl | python eval/quotes.py

Every span's `text` is document.text[start:end] in code points; ids are unique in the document; every reference names a
record that is there. `faults(answer)` gives the breaches of one document as text, [] when there are none.
"""
import json
import sys

LAYERS = ("entities", "statements", "events", "ledger", "times", "places")
# layer → fields that name ids of another layer
REFERENCES = {
    "statements": {"speakers": "entities", "addressees": "entities", "when": "times"},
    "events": {"actors": "entities", "recipients": "entities", "when": "times", "where": "places",
               "stated_in": "statements"},
    "ledger": {"by": "entities", "to": "entities", "contested_by": "entities", "deadline": "times", "when": "times",
               "behind": ("statements", "events")},
}


def spans(value, path):
    """Every object with start, end and text, wherever it stands."""
    if isinstance(value, dict):
        if "start" in value and "end" in value and "text" in value:
            yield path, value
        for key, inner in value.items():
            if not (path == "" and key == "document"):
                yield from spans(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from spans(inner, f"{path}[{i}]")


def span_faults(answer, text):
    for path, span in spans(answer, ""):
        start, end = span["start"], span["end"]
        if not (isinstance(start, int) and isinstance(end, int)):
            yield f"{path}: start or end is not a number"
        elif not 0 <= start < end <= len(text):
            yield f"{path}: {start}:{end} is outside the text of {len(text)} code points, or empty"
        elif text[start:end] != span["text"]:
            yield f"{path}: {start}:{end} is {text[start:end]!r} but the quote says {span['text']!r}"


def id_faults(answer):
    seen = {}
    for layer in LAYERS:
        for i, record in enumerate(answer.get(layer) or []):
            name = record.get("id")
            if not name:
                yield f"{layer}[{i}]: no id"
            elif name in seen:
                yield f"{layer}[{i}]: id {name} is also that of {seen[name]}"
            seen[name] = f"{layer}[{i}]"


def reference_faults(answer):
    known = {layer: {r.get("id") for r in answer.get(layer) or []} for layer in LAYERS}
    for layer, fields in REFERENCES.items():
        for i, record in enumerate(answer.get(layer) or []):
            for field, targets in fields.items():
                value = record.get(field)
                ids = value if isinstance(value, list) else [value] if value else []
                allowed = set().union(*(known[t] for t in ([targets] if isinstance(targets, str) else targets)))
                for name in ids:
                    if name not in allowed:
                        yield f"{layer}[{i}].{field}: no record {name}"


def faults(answer):
    text = (answer.get("document") or {}).get("text")
    if text is None:
        return ["document.text is missing"]
    return [*span_faults(answer, text), *id_faults(answer), *reference_faults(answer)]


def main():
    found = documents = 0
    for line in sys.stdin:
        if line.strip():
            documents += 1
            answer = json.loads(line)
            for fault in faults(answer):
                found += 1
                print(f"{(answer.get('document') or {}).get('id')}: {fault}")
    print(f"{documents} documents, {found} faults", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
