"""
Stands in for a notebook instance, which the sandbox does not run: lays out files and environment as the lifecycle script
of templates/products/sagemaker_notebook.yaml does, and executes the cells of a notebook from top to bottom.

    AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... \\
        python3 run_notebook.py mlops-lab--nb-12345678 [--folder DIR] [--become] [--quiet]

The credentials are the notebook role's; or with --become an operator's of the sandbox, who steps into that role.
"""

import argparse
import ast
import io
import json
import os
import sys
import time
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import mkdtemp
from xml.etree import ElementTree

import boto3


def become(role_arn):
    """Only the service can assume a notebook's role; in the sandbox whoever may change its trust can join it."""
    iam, caller = boto3.client("iam"), boto3.client("sts").get_caller_identity()
    name = role_arn.split("/")[-1]
    trust = iam.get_role(RoleName=name)["Role"]["AssumeRolePolicyDocument"]
    trust = json.loads(trust) if isinstance(trust, str) else trust
    root = f"arn:aws:iam::{caller['Account']}:root"
    trust["Statement"].append({"Effect": "Allow", "Principal": {"AWS": root}, "Action": "sts:AssumeRole"})
    iam.update_assume_role_policy(RoleName=name, PolicyDocument=json.dumps(trust))
    keys = boto3.client("sts").assume_role(RoleArn=role_arn, RoleSessionName="SageMaker")["Credentials"]
    os.environ["AWS_ACCESS_KEY_ID"] = keys["AccessKeyId"]
    os.environ["AWS_SECRET_ACCESS_KEY"] = keys["SecretAccessKey"]
    os.environ["AWS_SESSION_TOKEN"] = keys["SessionToken"]
    boto3.setup_default_session()


def describe(name):
    return boto3.client("sagemaker").describe_notebook_instance(NotebookInstanceName=name)


def tags_of(notebook):
    tags = boto3.client("sagemaker").list_tags(ResourceArn=notebook["NotebookInstanceArn"])["Tags"]
    return {tag["Key"].removeprefix("mlops-lab:"): tag["Value"] for tag in tags}


def environment(notebook, tags):
    name, lab = notebook["NotebookInstanceName"], tags["lab"]
    _, _, _, region, account, _ = notebook["NotebookInstanceArn"].split(":", 5)
    return {
        "AWS_DEFAULT_REGION": region,
        "AWS_STS_REGIONAL_ENDPOINTS": "regional",
        "MLOPS_LAB_NAME": lab,
        "MLOPS_LAB_DEPLOYMENT": tags["deployment"],
        "MLOPS_LAB_TEAM": tags["team"],
        "MLOPS_LAB_NOTEBOOK": name,
        "MLOPS_LAB_ROLE_ARN": notebook["RoleArn"],
        "MLOPS_LAB_BUCKET": f"{name}-{account}-{region}",
        "MLOPS_LAB_SUBNET_ID": notebook["SubnetId"],
        "MLOPS_LAB_SECURITY_GROUP_ID": notebook["SecurityGroups"][0],
        "MLOPS_LAB_KEY_ARN": notebook["KmsKeyId"],
        "MLOPS_LAB_SUBMISSION_BUCKET": tags["submission-bucket"],
    }


def bring_files(tags, folder):
    """What is there already was worked on, and stays."""
    s3, bucket, prefix = boto3.client("s3"), tags["asset-bucket"], f"{tags['notebooks-prefix']}/"
    for entry in s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", []):
        path = folder / entry["Key"].removeprefix(prefix)
        if not path.exists():
            path.write_bytes(s3.get_object(Bucket=bucket, Key=entry["Key"])["Body"].read())


def code_cells(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield cell["id"], "".join(cell["source"])


def execute(source, name, names):
    """Runs a cell and shows the value of its last line, as Jupyter does."""
    body = ast.parse(source, name).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), name, "exec"), names)
    if last is not None:
        show(eval(compile(ast.Expression(last.value), name, "eval"), names))


def show(value):
    if hasattr(value, "_repr_svg_"):
        ElementTree.fromstring(value._repr_svg_())
    if value is not None:
        print(repr(value))


def run(path, quiet):
    """Gives whether all cells ran; says which one did not, and why."""
    names = {"__name__": "__main__"}
    for cell, source in code_cells(path):
        begin, said = time.monotonic(), io.StringIO()
        try:
            with redirect_stdout(said if quiet else sys.stdout):
                print(f"\n── {cell}")
                execute(source, cell, names)
        except Exception as error:
            print(said.getvalue(), f"\n✖ cell {cell} failed", file=sys.stderr)
            shown = getattr(error, "_render_traceback_", traceback.format_exc().splitlines)()
            print(*shown, sep="\n", file=sys.stderr)
            return False
        if quiet:
            print(f"✔ {cell:<16}{time.monotonic() - begin:5.1f} s", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser(description="executes the lab's notebook as a notebook instance would")
    parser.add_argument("name", help="name of the notebook instance")
    parser.add_argument("--notebook", default="penguins.ipynb", help="which of its notebooks to execute")
    parser.add_argument("--folder", type=Path, help="where its files go; a temporary one unless given")
    parser.add_argument("--become", action="store_true", help="step into the notebook's role first (sandbox only)")
    parser.add_argument("--quiet", action="store_true", help="a line for each cell instead of what it prints")
    options = parser.parse_args()
    notebook = describe(options.name)
    if options.become:
        become(notebook["RoleArn"])
    folder = options.folder or Path(mkdtemp(prefix="mlops-lab-notebook-"))
    tags = tags_of(notebook)
    bring_files(tags, folder)
    os.environ.update(environment(notebook, tags))
    os.environ.setdefault("MLOPS_LAB_POLL_SECONDS", "0.1")
    os.chdir(folder)
    sys.path.insert(0, str(folder.resolve()))
    sys.dont_write_bytecode = True
    return 0 if run(Path(options.notebook), options.quiet) else 1


if __name__ == "__main__":
    sys.exit(main())
