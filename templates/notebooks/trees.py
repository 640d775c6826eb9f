"""Reads the model that XGBoost saved (`Booster.save_model`, JSON or UBJSON), which needs no XGBoost, and predicts with it."""

import json
import struct

import numpy as np

from lab import LabError

NUMBERS = {b"i": "b", b"U": "B", b"I": "h", b"l": "i", b"L": "q", b"d": "f", b"D": "d"}
CONSTANTS = {b"T": True, b"F": False, b"Z": None}


class Model:
    """Boosted regression trees, as dmlc/xgboost describes them in doc/model.schema."""

    def __init__(self, file):
        learner = _document(file)["learner"]
        objective = learner["objective"]["name"]
        if objective != "reg:squarederror":
            raise LabError(f"this model was trained for {objective}", "train with the objective reg:squarederror")
        # Since XGBoost 3.1 there is one for each output: "[4.2E3]".
        self.base = float(str(learner["learner_model_param"]["base_score"]).strip("[]"))
        self.trees = learner["gradient_booster"]["model"]["trees"]

    def predict(self, birds):
        """One prediction for each row: the base, and of every tree the leaf that the row falls into."""
        rows = np.asarray(birds, dtype=np.float32)
        return np.array([self.base + sum(_leaf(tree, row) for tree in self.trees) for row in rows])

    def show(self, number, names):
        """A tree in words."""
        return "\n".join(_lines(self.trees[number], 0, names, ""))


def _is_leaf(tree, node):
    return tree["left_children"][node] == -1


def _leaf(tree, row):
    node = 0
    while not _is_leaf(tree, node):
        value, threshold = row[int(tree["split_indices"][node])], np.float32(tree["split_conditions"][node])
        goes_left = tree["default_left"][node] if np.isnan(value) else value < threshold
        node = int(tree["left_children" if goes_left else "right_children"][node])
    return tree["split_conditions"][node]


def _lines(tree, node, names, indent):
    value = tree["split_conditions"][node]
    if _is_leaf(tree, node):
        return [f"{indent}{value:+.1f}"]
    left, right = int(tree["left_children"][node]), int(tree["right_children"][node])
    return [
        f"{indent}if {names[int(tree['split_indices'][node])]} < {value:g}:",
        *_lines(tree, left, names, indent + "    "),
        f"{indent}else:",
        *_lines(tree, right, names, indent + "    "),
    ]


def _document(file):
    try:
        return json.loads(file) if file[1:2] in b'" \n\r\t' else _Ubjson(file).value()
    except (ValueError, KeyError, IndexError, struct.error):
        raise LabError(
            "the model is not in one of XGBoost's own formats, JSON and UBJSON",
            "train it with the lab's image, or save it with Booster.save_model",
        ) from None


class _Ubjson:
    """Universal Binary JSON, draft 12, with its typed lists."""

    def __init__(self, data):
        self._data, self._at = data, 0

    def value(self, marker=None):
        marker = marker or self._take(1)
        if marker in NUMBERS:
            return self._number(marker)
        if marker in CONSTANTS:
            return CONSTANTS[marker]
        return {b"S": self._text, b"{": self._object, b"[": self._list}[marker]()

    def _take(self, count):
        self._at += count
        return self._data[self._at - count : self._at]

    def _number(self, marker):
        code = NUMBERS[marker]
        return struct.unpack(f">{code}", self._take(struct.calcsize(code)))[0]

    def _text(self):
        return self._take(self.value()).decode()

    def _header(self):
        """Of what type the members are, and how many, where that is said in advance."""
        kind = count = None
        if self._peek() == b"$":
            kind = self._take(2)[1:]
        if self._peek() == b"#":
            self._take(1)
            count = self.value()
        return kind, count

    def _peek(self):
        return self._data[self._at : self._at + 1]

    def _members(self, member, end):
        kind, count = self._header()
        if count is not None:
            return [member(kind) for _ in range(count)]
        found = []
        while self._peek() != end:
            found.append(member(kind))
        self._take(1)
        return found

    def _list(self):
        return self._members(self.value, b"]")

    def _object(self):
        return dict(self._members(lambda kind: (self._text(), self.value(kind)), b"}"))
