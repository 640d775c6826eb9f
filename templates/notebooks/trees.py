"""Reads the model that XGBoost saved (`Booster.save_model`, JSON or UBJSON), which needs no XGBoost, and predicts with it."""

import json
import struct

import numpy as np

from lab import LabError

NUMBERS = {b"i": "b", b"U": "B", b"I": "h", b"l": "i", b"L": "q", b"d": "f", b"D": "d"}
CONSTANTS = {b"T": True, b"F": False, b"Z": None}


class Model:
    """Boosted trees, as dmlc/xgboost describes them in doc/model.schema."""

    def __init__(self, file):
        learner = _document(file)["learner"]
        self.objective = learner["objective"]["name"]
        if self.objective not in ANSWERS:
            raise LabError(
                f"this model was trained for {self.objective}", f"train with one of the objectives {', '.join(ANSWERS)}"
            )
        parameters, ensemble = learner["learner_model_param"], learner["gradient_booster"]["model"]
        self.base = _margins(parameters, self.objective)
        self.trees = ensemble["trees"]
        # The class that each tree counts for; the only output where there are none.
        self.groups = [int(group) for group in ensemble["tree_info"]]

    def predict(self, rows):
        """What an endpoint answers for each row: a number, the chance of the second class, or a chance for each class."""
        margins = np.array([self._margin(row) for row in np.asarray(rows, dtype=np.float32)])
        return ANSWERS[self.objective](margins)

    def _margin(self, row):
        """What is added up for each output: the base, and of every tree the leaf that the row falls into."""
        sums = self.base.copy()
        for tree, group in zip(self.trees, self.groups):
            sums[group] += _leaf(tree, row)
        return sums

    def show(self, number, names):
        """A tree in words."""
        digits = 1 if self.objective == "reg:squarederror" else 3
        return "\n".join(_lines(self.trees[number], 0, names, "", digits))


def _number(margins):
    return margins[:, 0]


def _chance(margins):
    return 1 / (1 + np.exp(-margins[:, 0]))


def _chances(margins):
    powers = np.exp(margins - margins.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


# What margins become, by what a model was trained for.
ANSWERS = {"reg:squarederror": _number, "binary:logistic": _chance, "multi:softprob": _chances}


def _margins(parameters, objective):
    """What each output begins with. Since XGBoost 3.1 there is a score for each, "[4.2E3]"; one alone is that of all."""
    scores = np.array([float(score) for score in str(parameters["base_score"]).strip("[]").split(",")])
    margins = np.log(scores / (1 - scores)) if objective == "binary:logistic" else scores
    return np.resize(margins, max(1, int(parameters["num_class"])))


def _is_leaf(tree, node):
    return tree["left_children"][node] == -1


def _leaf(tree, row):
    node = 0
    while not _is_leaf(tree, node):
        value, threshold = row[int(tree["split_indices"][node])], np.float32(tree["split_conditions"][node])
        goes_left = tree["default_left"][node] if np.isnan(value) else value < threshold
        node = int(tree["left_children" if goes_left else "right_children"][node])
    return tree["split_conditions"][node]


def _lines(tree, node, names, indent, digits):
    value = tree["split_conditions"][node]
    if _is_leaf(tree, node):
        return [f"{indent}{value:+.{digits}f}"]
    left, right = int(tree["left_children"][node]), int(tree["right_children"][node])
    return [
        f"{indent}if {names[int(tree['split_indices'][node])]} < {value:g}:",
        *_lines(tree, left, names, indent + "    ", digits),
        f"{indent}else:",
        *_lines(tree, right, names, indent + "    ", digits),
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
