"""What the notebook needs of the lab and need not show: where things are, training, packing and submitting."""

import io
import json
import os
import tarfile
import time
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.exceptions import ClientError, ConnectionError as NoConnection

import course

SUBMISSION_KEY = "submissions/submission.zip"
ORIGINALS = "~/SageMaker/.mlops-lab/notebooks"
POLL_SECONDS = float(os.environ.get("MLOPS_LAB_POLL_SECONDS", "10"))


class LabError(Exception):
    """Something that whoever runs the notebook can mend: what happened, and how to mend it."""

    def __init__(self, message, remedy):
        super().__init__(f"{message}\n→ {remedy}")

    def _render_traceback_(self):
        """Jupyter shows this instead of the lines of code that led here."""
        return [str(self)]


@dataclass(frozen=True)
class Here:
    """What belongs to this notebook. The lab tells every kernel, in environment variables."""

    lab: str
    deployment: str
    team: str
    notebook: str
    region: str
    role: str
    bucket: str
    submission_bucket: str
    key: str
    subnet: str
    security_group: str

    def __str__(self):
        return "\n".join(f"{name.replace('_', ' '):<20}{value}" for name, value in vars(self).items())

    @property
    def image(self):
        """XGBoost as SageMaker brings it along. AWS keeps it in an account of its own in every region."""
        accounts = json.loads(Path(__file__).with_name("xgboost-images.json").read_text())
        if self.region not in accounts:
            raise LabError(f"no image of XGBoost is known in {self.region}", "ask your instructor for its URI")
        return f"{accounts[self.region]}.dkr.ecr.{self.region}.amazonaws.com/sagemaker-xgboost:3.2-0"

    @property
    def observer_role(self):
        """The role of the Tools account that shows the pipeline; the submission bucket's name holds that account."""
        account = self.submission_bucket.removeprefix(f"mlops-{self.lab}--submissions-").split("-")[0]
        partition = self.role.split(":")[1]
        return f"arn:{partition}:iam::{account}:role/mlops-{self.lab}--observer-{self.region}"

    @property
    def network(self):
        """Where jobs run: a job outside of the lab's network is refused."""
        return {"Subnets": [self.subnet], "SecurityGroupIds": [self.security_group]}

    @property
    def tags(self):
        """What all that is made here carries. Without the deployment's tag, by which it is cleared away, it is refused."""
        values = {"deployment": self.deployment, "lab": self.lab, "team": self.team}
        return [{"Key": f"mlops-lab:{name}", "Value": value} for name, value in values.items()]

    def uri(self, key):
        return f"s3://{self.bucket}/{key}"

    def new_job_name(self):
        """Names of training jobs are taken for ever."""
        return f"{self.notebook}-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}"


def look_around():
    """Reads the environment variables that the lab sets when the notebook starts."""
    return Here(
        lab=_variable("MLOPS_LAB_NAME"),
        deployment=_variable("MLOPS_LAB_DEPLOYMENT"),
        team=_variable("MLOPS_LAB_TEAM"),
        notebook=_variable("MLOPS_LAB_NOTEBOOK"),
        region=_variable("AWS_DEFAULT_REGION"),
        role=_variable("MLOPS_LAB_ROLE_ARN"),
        bucket=_variable("MLOPS_LAB_BUCKET"),
        submission_bucket=_variable("MLOPS_LAB_SUBMISSION_BUCKET"),
        key=_variable("MLOPS_LAB_KEY_ARN"),
        subnet=_variable("MLOPS_LAB_SUBNET_ID"),
        security_group=_variable("MLOPS_LAB_SECURITY_GROUP_ID"),
    )


def _variable(name):
    value = os.environ.get(name)
    if value:
        return value
    raise LabError(
        f"{name} is not set, so this kernel does not know where it is",
        "choose Kernel > Restart Kernel; a notebook that has just started needs a minute to learn it. If that does not"
        " help, stop and start the notebook",
    )


@contextmanager
def explained(doing, remedies):
    """Says of a call that AWS refuses what was being done, and how to mend it, by the error's code."""
    try:
        yield
    except ClientError as error:
        code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
        remedy = remedies.get(code.removesuffix("Exception"), remedies["otherwise"])
        raise LabError(f"{doing} failed with {code}: {message}", remedy) from None
    except NoConnection as error:
        remedy = remedies.get("unreachable", "try again; if it stays so, tell your administrator")
        raise LabError(f"{doing} failed: {error}", remedy) from None


class Progress:
    """Prints lines that begin with the time since the beginning."""

    def __init__(self):
        self._begin = time.monotonic()

    @property
    def seconds(self):
        return time.monotonic() - self._begin

    def say(self, text):
        minutes, seconds = divmod(int(self.seconds), 60)
        print(f"{minutes:3d}:{seconds:02d}  {text}", flush=True)


def pause():
    time.sleep(POLL_SECONDS)


# --- Data and models in the notebook's own bucket ---

OWN_BUCKET = {"otherwise": "try again in a minute; permissions of a new notebook take a moment to arrive"}


def upload_table(here, key, labels, features):
    """Writes a table as XGBoost in SageMaker reads it, without a header and the label first; gives its address."""
    rows = (course.row_text((label, *row)) for label, row in zip(labels, features))
    body = "".join(f"{row}\n" for row in rows).encode()
    with explained(f"writing {here.uri(key)}", OWN_BUCKET):
        boto3.client("s3").put_object(Bucket=here.bucket, Key=key, Body=body, ContentType="text/csv")
    return here.uri(key)


def channel(name, uri):
    source = {"S3DataType": "S3Prefix", "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}
    return {"ChannelName": name, "ContentType": "text/csv", "DataSource": {"S3DataSource": source}}


def download(uri, path):
    bucket, key = uri.removeprefix("s3://").split("/", 1)
    with explained(f"reading {uri}", OWN_BUCKET):
        Path(path).write_bytes(boto3.client("s3").get_object(Bucket=bucket, Key=key)["Body"].read())
    return Path(path)


def tidy_up(here, prefix):
    """Deletes what lies below a prefix of the notebook's own bucket, and says how much it was."""
    s3 = boto3.client("s3")
    with explained(f"emptying {here.uri(prefix)}", OWN_BUCKET):
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=here.bucket, Prefix=prefix)
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", [])]
        for key in keys:
            s3.delete_object(Bucket=here.bucket, Key=key)
    return len(keys)


# --- Training ---

TRAINING = {
    "AccessDenied": "a job needs VpcConfig with the lab's network, this notebook's own role, and a name that begins"
    f" like the notebook's; compare the request with the original in {ORIGINALS}",
    "ResourceLimitExceeded": "choose another InstanceType, or ask your administrator to raise this quota",
    "ResourceInUse": "run the cell that makes the request again: it gives the job a new name",
    "otherwise": "correct the request and run its cell and this one again",
}


def train(request):
    """Runs a training job to its end and gives the address of its model."""
    sagemaker, name, progress = boto3.client("sagemaker"), request["TrainingJobName"], Progress()
    with explained(f"training job {name}", TRAINING):
        sagemaker.create_training_job(**request)
        try:
            job = _finished(sagemaker, name, progress)
        except KeyboardInterrupt:
            sagemaker.stop_training_job(TrainingJobName=name)
            raise LabError(f"training job {name} is being stopped, as you asked", TRAINING["ResourceInUse"]) from None
    if job["TrainingJobStatus"] != "Completed":
        print(*last_log_lines(name), sep="\n")
        reason = job.get("FailureReason", "no reason was given")
        raise LabError(f"training job {name} ended {job['TrainingJobStatus']}: {reason}", TRAINING["otherwise"])
    for metric in job.get("FinalMetricDataList", []):
        progress.say(f"{metric['MetricName']} {metric['Value']:.4g}")
    return job["ModelArtifacts"]["S3ModelArtifacts"]


def _finished(sagemaker, name, progress):
    told = 0
    while True:
        job = sagemaker.describe_training_job(TrainingJobName=name)
        steps = job.get("SecondaryStatusTransitions", [])
        for step in steps[told:]:
            progress.say(f"{step['Status']:<12}{step.get('StatusMessage', '')}")
        told = len(steps)
        if job["TrainingJobStatus"] in ("Completed", "Failed", "Stopped"):
            return job
        pause()


def last_log_lines(job, most=15):
    """The end of what a training job wrote to its log; nothing where it wrote none."""
    logs, group = boto3.client("logs"), "/aws/sagemaker/TrainingJobs"
    try:
        streams = logs.describe_log_streams(logGroupName=group, logStreamNamePrefix=f"{job}/")["logStreams"]
        events = [
            logs.get_log_events(logGroupName=group, logStreamName=stream["logStreamName"], limit=most)["events"]
            for stream in streams
        ]
    except ClientError:
        return []
    return [event["message"] for stream in events for event in stream]


# --- Submitting ---

EARLIEST = (1980, 1, 1, 0, 0, 0)


def pack(manifest, content):
    """A submission: its manifest, and the file that the manifest's kind asks for. The same content, the same bytes."""
    name = {"data": "train.csv", "model": "model.tar.gz"}[manifest["kind"]]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for entry, data in (("manifest.json", json.dumps(manifest, indent=2).encode()), (name, content)):
            archive.writestr(zipfile.ZipInfo(entry, EARLIEST), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def contents(archive):
    """The names and sizes of a submission's files, to look at before it goes."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {entry.filename: entry.file_size for entry in opened.infolist()}


def model_file(path):
    """The one file of a trained model's archive."""
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            if member.isfile() and not Path(member.name).name.startswith("."):
                return archive.extractfile(member).read()
    raise LabError(f"{path} holds no model", "run the training job again and download its model")


SUBMITTING = {
    "NoSuchBucket": "ask your administrator whether the lab still stands (mlops-lab status)",
    "otherwise": "ask your administrator to deploy the lab again (mlops-lab init), then stop and start this notebook",
}


def submit(here, archive, name):
    """Hands a submission in. The pipeline starts by itself; what is given back is the version that it takes up."""
    with explained(f"submitting to {here.submission_bucket}", SUBMITTING):
        put = boto3.client("s3").put_object(
            Bucket=here.submission_bucket,
            Key=SUBMISSION_KEY,
            Body=archive,
            ContentType="application/zip",
            # Shown beside the version in the pipeline's history (CodePipeline API reference, SourceRevision).
            Metadata={"codepipeline-artifact-revision-summary": name},
        )
    return put["VersionId"]
