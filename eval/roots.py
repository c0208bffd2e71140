"""CAMEO codes and PLOVER types under the older conventions of the `plv` and `cameo` gold: root and quad class."""
import common

ROOTS = ("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT",
         "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD")
QUAD = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "AID": 2, "COOPERATE": 2, "YIELD": 2, "ACCUSE": 3, "REJECT": 3,
        "REQUEST": 3, "THREATEN": 3, "ASSAULT": 4, "COERCE": 4, "MOBILIZE": 4, "PROTEST": 4, "SANCTION": 4}


def undivided(root):
    """The gold knows YIELD only; the engine says CONCEDE or RETREAT."""
    root = (root or "").strip().upper()
    return "YIELD" if root in ("CONCEDE", "RETREAT") else root


class RootTable:
    """data/cameo_roots.tsv: code → root; a longer code falls back on its prefix, then on the type."""

    def __init__(self):
        rows = common.table("cameo_roots.tsv")
        self.full, self.codes = {}, {}
        for row in rows:
            root = undivided(row.get("root"))
            self.full.setdefault((row.get("cameo"), row.get("type")), root)
            self.codes.setdefault(row.get("cameo"), root)

    def root(self, event):
        code, kind = str(event.get("cameo") or ""), event.get("type") or ""
        if (code, kind) in self.full:
            return self.full[code, kind]
        while code:
            if code in self.codes:
                return self.codes[code]
            code = code[:-1]
        return undivided(kind)


def quad_of(root, given):
    """The quad class under the gold's convention: the root's own, else what the engine says."""
    if root in QUAD:
        return QUAD[root]
    try:
        return int(given)
    except (TypeError, ValueError):
        return 0
