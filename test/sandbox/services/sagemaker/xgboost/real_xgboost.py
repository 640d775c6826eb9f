"""What XGBoost itself makes of models. Reads tasks from stdin and writes their answers to stdout, both in JSON."""

import base64
import json
import sys

import numpy
import xgboost


def table(rows):
    """A missing value is null."""
    return xgboost.DMatrix(numpy.array(rows, dtype=numpy.float32))


def since(*version):
    return tuple(int(part) for part in xgboost.__version__.split(".")[:2]) >= version


def loaded(text):
    """Before 3.1 a base score was no list."""
    document = json.loads(text)
    if not since(3, 1):
        score = document["learner"]["learner_model_param"]["base_score"]
        text = text.replace(json.dumps(score), json.dumps(score.strip("[]")))
    booster = xgboost.Booster()
    booster.load_model(bytearray(text, "utf-8"))
    return booster


def predicted(booster, rows):
    return [float(value) for value in booster.predict(table(rows), validate_features=False)]


def trained(task):
    data = table(task["rows"])
    data.set_label(numpy.array(task["labels"], dtype=numpy.float32))
    booster = xgboost.train(task["parameters"], data, num_boost_round=task["rounds"])
    files = [base64.b64encode(bytes(booster.save_raw(raw_format=form))).decode() for form in ("json", "ubj")]
    return {"files": files, "predictions": predicted(booster, task["asked"])}


def answered(task):
    return {"predictions": predicted(loaded(task["model"]), task["asked"])} if "model" in task else trained(task)


xgboost.set_config(verbosity=0)  # It warns on stdout.
json.dump([answered(task) for task in json.load(sys.stdin)], sys.stdout)
