"""The course: what the lab teaches, and how its table becomes numbers, just as the pipeline does it."""

import csv
import json
import math
import re
from decimal import Decimal
from pathlib import Path

import numpy as np

BESIDE = Path(__file__).parent
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
# What counts as a blank at the ends of a value.
BLANKS = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


OBJECTIVES = {"regression": "reg:squarederror", "binary": "binary:logistic", "multiclass": "multi:softprob"}


class Course:
    """What `course.json` says; the pipeline reads the same file."""

    def __init__(self, said):
        self.name = said["name"]
        self.rows = said["rows"]["several"]
        self.question = said["question"]
        self.task = said["task"]
        self.metrics = said["metrics"]
        by_name = {column["name"]: column for column in said["columns"]}
        self.label = said["label"]
        self.features = [name for name in by_name if name != self.label]
        # The label first, as XGBoost in SageMaker takes them.
        self.columns = [by_name[name] for name in (self.label, *self.features)]
        # What models choose among, each by its place; none where they give a number. Of two the second is looked for.
        self.classes = self.columns[0].get("levels", ["0", "1"]) if self.task != "regression" else []

    def hyperparameters(self, chosen):
        """What the course asks XGBoost for, and what was chosen besides: texts, as SageMaker wants them."""
        asked = {"objective": OBJECTIVES[self.task]}
        if self.task == "multiclass":
            asked["num_class"] = len(self.classes)
        return {name: str(value) for name, value in {**asked, **chosen}.items()}

    def encode(self, rows):
        """Rows of text, each a dictionary by the names of the columns, as rows of numbers; nan is a missing value."""
        return [[encoded(column, row[column["name"]]) for column in self.columns] for row in rows]

    def read(self, path):
        """A table with its header as rows of numbers, the label first."""
        with open(path, encoding="utf-8-sig", newline="") as file:
            return self.encode(csv.DictReader(file))

    def table(self, path):
        """The same with the names of the columns, as numpy has tables."""
        names = [column["name"] for column in self.columns]
        return np.array([tuple(row) for row in self.read(path)], dtype=[(name, float) for name in names])


def load():
    return Course(json.loads(BESIDE.joinpath("course.json").read_text(encoding="utf-8")))


def encoded(column, text):
    """A value as a number: a level is its place in the list of levels."""
    text = text.strip(BLANKS)
    if text == "" and column["missing"]:
        return math.nan
    if column["type"] == "level" and text in column["levels"]:
        return float(column["levels"].index(text))
    if column["type"] != "level" and NUMBER.fullmatch(text):
        return float(text)
    raise ValueError(f"{column['name']}: {text!r} is no value of this column")


def row_text(values):
    """A row as XGBoost in SageMaker reads it, with nothing in the place of a missing value."""
    return ",".join(number_text(float(value)) for value in values)


def number_text(value):
    """The shortest text that stands for the number, written as the pipeline writes it."""
    if math.isnan(value):
        return ""
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    text = "".join(map(str, digits))
    point = len(text) + exponent
    text = text.rstrip("0")
    return ("-" if sign else "") + _placed(text, point)


def _placed(digits, point):
    """Digits with a point before the digit of that number, or with an exponent where that is shorter."""
    if len(digits) <= point <= 21:
        return digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    whole, rest = digits[0], digits[1:]
    return f"{whole}{'.' if rest else ''}{rest}e{point - 1:+d}"
