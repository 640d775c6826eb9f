"""Follows a submission through the pipeline, with the role that the lab has for watching."""

from dataclasses import dataclass, field

import boto3
from botocore.config import Config

from lab import LabError, Progress, explained, pause

ENDED = {"Succeeded", "Failed", "Stopped", "Superseded", "Cancelled"}
TAKEN_UP_SECONDS = 300
# A role that is assumed with another role is good for an hour at the most (STS API reference, AssumeRole).
LONGEST_WATCH_SECONDS = 50 * 60

OUTSIDE = "watch from your own computer instead, with: mlops-lab pipeline --watch"
WATCHING = {
    "AccessDenied": f"ask your administrator whether the pipeline is deployed (mlops-lab pipeline), or {OUTSIDE}",
    "PipelineNotFound": "ask your administrator to deploy the pipeline (mlops-lab pipeline), then submit again",
    "unreachable": f"this notebook's network has no way to that service; {OUTSIDE}",
    "otherwise": "run this cell again: the pipeline goes on whether it is watched or not",
}
CALLS = Config(connect_timeout=10, retries={"total_max_attempts": 4})


@dataclass(frozen=True)
class Release:
    """What became of a submission, as far as it was watched."""

    execution: str
    status: str
    runs: list = field(repr=False)

    def outputs(self, action):
        """What an action handed on; nothing where it never came to its end."""
        found = [run for run in self.runs if run["actionName"] == action]
        return found[-1].get("output", {}).get("outputVariables", {}) if found else {}


class Observer:
    """Sees the pipeline and the models that it judged, and can change nothing."""

    def __init__(self, here):
        self.pipeline = f"mlops-{here.lab}"
        with explained("assuming the observer's role", WATCHING):
            keys = boto3.client("sts", config=CALLS).assume_role(
                RoleArn=here.observer_role, RoleSessionName=here.notebook
            )["Credentials"]
        session = boto3.Session(
            keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"], region_name=here.region
        )
        self.codepipeline = session.client("codepipeline", config=CALLS)
        self.sagemaker = session.client("sagemaker", config=CALLS)

    def execution_of(self, version):
        pages = self.codepipeline.list_pipeline_executions(pipelineName=self.pipeline, maxResults=100)
        for execution in pages["pipelineExecutionSummaries"]:
            revisions = execution.get("sourceRevisions", [])
            if any(revision.get("revisionId") == version for revision in revisions):
                return execution
        return None

    def runs(self, execution):
        """The actions so far, the oldest first."""
        pages = self.codepipeline.get_paginator("list_action_executions").paginate(
            pipelineName=self.pipeline, filter={"pipelineExecutionId": execution}
        )
        return [run for page in pages for run in page["actionExecutionDetails"]][::-1]


def watch(here, version):
    """Tells stage by stage what becomes of a submission, until there is no more to come."""
    observer, told, progress = Observer(here), set(), Progress()
    with explained("watching the pipeline", WATCHING):
        while progress.seconds < LONGEST_WATCH_SECONDS:
            execution = observer.execution_of(version)
            if execution:
                # The status was read before the runs, so that of an execution that has ended all runs are told.
                runs = observer.runs(execution["pipelineExecutionId"])
                _tell(runs, told, progress)
                if execution["status"] in ENDED:
                    return Release(execution["pipelineExecutionId"], execution["status"], runs)
            elif progress.seconds > TAKEN_UP_SECONDS:
                raise LabError(f"the pipeline has not taken up version {version}", WATCHING["PipelineNotFound"])
            pause()
    raise LabError("the submission is still on its way", WATCHING["otherwise"])


def _tell(runs, told, progress):
    for run in runs:
        stage, action, status = run["stageName"], run["actionName"], run["status"]
        if stage not in told:
            progress.say(f"stage {stage}")
        told.add(stage)
        if (run["actionExecutionId"], status) in told:
            continue
        told.add((run["actionExecutionId"], status))
        if status != "InProgress":
            progress.say(f"  {action:<22}{status:<11}{_first_line(run)}")
        elif run.get("input", {}).get("actionTypeId", {}).get("category") == "Approval":
            progress.say(f"  {action:<22}waits until somebody in the Tools account decides (mlops-lab approve)")


def _message(run):
    result = run.get("output", {}).get("executionResult", {})
    return result.get("errorDetails", {}).get("message") or result.get("externalExecutionSummary") or ""


def _first_line(run):
    return (_message(run).splitlines() or [""])[0]


def verdict(here, release):
    """Prints what the pipeline decided, and gives one word for it: released, rejected, or how else it ended."""
    if release.status == "Succeeded":
        return _released(here, release)
    failed = [run for run in release.runs if run["status"] in ("Failed", "Abandoned")]
    if release.status != "Failed" or not failed:
        print(f"{release.status}: another submission took over, or somebody stopped it. Submit again.")
        return release.status.lower()
    last = failed[-1]
    print(f"REJECTED in stage {last['stageName']} by {last['actionName']}\n")
    print(_message(last) or "No reason was given.")
    return "rejected"


def _released(here, release):
    judged = release.outputs("EvaluateProduction")
    print("RELEASED to production\n")
    print(f"submission  {release.outputs('TrainModel').get('Submission', '')}")
    print(f"judged      {judged.get('Summary', '')}")
    print(f"endpoint    {release.outputs('DeployToProduction').get('EndpointName', '')}")
    with explained("reading the model's entry in the registry", WATCHING):
        name = judged["ModelPackageArn"]
        model = Observer(here).sagemaker.describe_model_package(ModelPackageName=name)
    print(f"registered  {name.split('/', 1)[1]}, {model['ModelApprovalStatus']}")
    return "released"
