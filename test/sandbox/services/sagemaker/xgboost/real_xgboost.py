"""What XGBoost itself makes of models. Reads tasks from stdin and writes their answers to stdout, both in JSON."""

import base64
import json
import sys

import numpy
import xgboost


def table(rows, margins=None):
    """A missing value is null. The margins are what each output begins with."""
    data = xgboost.DMatrix(numpy.array(rows, dtype=numpy.float32))
    if margins:
        data.set_base_margin(numpy.tile(numpy.array(margins, dtype=numpy.float32), len(rows)))
    return data


def since(*version):
    return tuple(int(part) for part in xgboost.__version__.split(".")[:2]) >= version


def loaded(text):
    """Before 3.1 a base score was no list: several scores, which are margins, have to come with the data."""
    score = json.loads(text)["learner"]["learner_model_param"]["base_score"]
    scores = json.loads(score)
    if not since(3, 1):
        text = text.replace(json.dumps(score), json.dumps(str(scores[0])))
    booster = xgboost.Booster()
    booster.load_model(bytearray(text, "utf-8"))
    return booster, scores if len(scores) > 1 and not since(3, 1) else None


def predicted(booster, data):
    return booster.predict(data, validate_features=False).astype(float).ravel().tolist()


def trained(task):
    margins = task.get("margins")
    data = table(task["rows"], margins)
    data.set_label(numpy.array(task["labels"], dtype=numpy.float32))
    course = {}
    watched = {"evals": [(data, "train")], "evals_result": course, "verbose_eval": False}
    booster = xgboost.train(task["parameters"], data, num_boost_round=task["rounds"], **watched)
    measured = {name: values[-1] for name, values in course["train"].items()}
    files = [base64.b64encode(bytes(booster.save_raw(raw_format=form))).decode() for form in ("json", "ubj")]
    return {"files": files, "measured": measured, "predictions": predicted(booster, table(task["asked"], margins))}


def answered(task):
    if "model" not in task:
        return trained(task)
    booster, margins = loaded(task["model"])
    return {"predictions": predicted(booster, table(task["asked"], margins))}


xgboost.set_config(verbosity=0)  # It warns on stdout.
json.dump([answered(task) for task in json.load(sys.stdin)], sys.stdout)
