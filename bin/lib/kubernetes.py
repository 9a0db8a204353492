"""Compares the manifests in deploy/kubernetes with the schemas of Kubernetes, strictly: unknown fields are errors.

What belongs to KEDA is compared in schema/deploy.test.mjs; the job that it starts is compared here.
"""
import pathlib
import sys

import kubernetes_validate
import yaml

VERSION = "1.34"


def core(document):
    if document["apiVersion"].startswith("keda.sh/"):
        return [job(document)] if document["kind"] == "ScaledJob" else []
    return [] if document["apiVersion"].startswith("kustomize.") else [document]


def job(scaled):
    return {"apiVersion": "batch/v1", "kind": "Job", "metadata": scaled["metadata"], "spec": scaled["spec"]["jobTargetRef"]}


bad = good = 0
for file in sorted(pathlib.Path("deploy/kubernetes").glob("*.yaml")):
    for document in yaml.safe_load_all(file.read_text()):
        for each in core(document):
            try:
                kubernetes_validate.validate(each, VERSION, strict=True)
                good += 1
            except kubernetes_validate.ValidationError as error:
                bad += 1
                print(f"{file}: {each['kind']} {each['metadata']['name']}: {'.'.join(map(str, error.path))}: {error.message}")
print(f"{good} manifests are as Kubernetes {VERSION} has them, {bad} are not")
sys.exit(1 if bad or not good else 0)
