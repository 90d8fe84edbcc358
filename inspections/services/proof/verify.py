"""核对硬账：只要 Python 3.8 以上，不用装别的，不联网，不要数据库。

    python3 verify.py                       核对本文件所在的证据包
    python3 verify.py 证据包.zip
    python3 verify.py 硬账.json             核对全县逐项数据（导出逐项数据）
    python3 verify.py 事实文件夹            核对一个月的冻结输入（export_facts）

    --digest 指纹     同通报或结账页上的结果指纹比对
    --inputs 指纹     同结账页上的输入指纹比对

In a bundle this is one file with `canon.py` in front (`standing_alone`); what is checked stands in docs/proof.md.
"""

import argparse
import json
import sys
from pathlib import Path

from inspections.services.proof.canon import (
    FILES,
    FORMAT,
    MANIFEST,
    NOT_MET,
    AlteredError,
    as_json,
    by_key,
    climb,
    digest_of_inputs,
    digest_of_month,
    evidence_table,
    judge,
    key_leaves,
    key_text,
    leaf_hash,
    lines_table,
    number,
    party_text,
    root_of,
    sha256,
    unpack,
)

# What a damaged file ends in before anything is compared.
BROKEN = (KeyError, TypeError, ValueError, IndexError, AttributeError, OSError, ArithmeticError)


def check_bundle(files, digest="", inputs_digest=""):
    """Check a bundle given as name → bytes; return what it proves, raise AlteredError where anything was altered."""
    _check_manifest(files)
    month, account, inputs = (_read(files, name) for name in ("month.json", "account.json", "inputs.json"))
    party, lines = account["party"], account["lines"]
    leaf = leaf_hash(party_text(party, lines, month["rules"]))
    if climb(leaf, account["index"], month["count"], account["path"]) != month["root"]:
        raise AlteredError("这一方的逐项明细不在这个月的账里")
    if digest_of_month(month) != month["digest"]:
        raise AlteredError("结果指纹算出来不一样")
    _check_score(month, party, lines)
    for leaf in inputs["leaves"]:
        found = climb(
            leaf_hash(key_text(leaf["key"], leaf["rows"])), leaf["index"], inputs["count"], leaf["path"]
        )
        if found != inputs["root"]:
            raise AlteredError(f"{leaf['key']} 的依据不在这个月冻结的输入里")
    if digest_of_inputs(inputs) != inputs["digest"]:
        raise AlteredError("输入指纹算出来不一样")
    if (month["area"], month["month"]) != (inputs["area"], inputs["month"]):
        raise AlteredError("结果和输入不是同一个月的")
    if files["lines.csv"] != lines_table(month, lines) or files["evidence.csv"] != evidence_table(inputs):
        raise AlteredError("表格同证明的内容不一致")
    compare(month["digest"], digest, inputs["digest"], inputs_digest)
    return {
        "month": month["month"],
        "area": month["area"],
        "party": party["code"],
        "verdict": party["verdict"],
        "score": number(party["score"]),
        "lines": len(lines),
        "digest": month["digest"],
        "inputs": inputs["digest"],
    }


def _check_manifest(files):
    if sorted(files) != sorted([*FILES, MANIFEST]):
        raise AlteredError("证据包里的文件多了或少了")
    listed = _read(files, MANIFEST)
    if listed != {name: sha256(files[name]) for name in FILES}:
        raise AlteredError("有文件同清单不一致")


def _read(files, name):
    try:
        value = json.loads(files[name].decode())
    except ValueError:
        raise AlteredError(f"{name} 已损坏") from None
    if as_json(value) != files[name]:
        raise AlteredError(f"{name} 同原样不一致")
    return value


def _check_score(month, party, lines):
    failed = sum(line["outcome"] in NOT_MET for line in lines)
    if (party["lines"], party["failed"]) != (len(lines), failed):
        raise AlteredError("项数同明细不符")
    score, verdict = judge(lines, month["rules"], month["parameters"]["account.settled_score"])
    if (number(party["score"]), party["verdict"]) != (score, verdict):
        raise AlteredError(
            f"按明细算出 {score} {verdict}，账上是 {number(party['score'])} {party['verdict']}"
        )


def compare(found, digest, found_inputs="", inputs_digest=""):
    if digest and digest.lower() != found:
        raise AlteredError(f"结果指纹是 {found}，同给出的不一样")
    if inputs_digest and inputs_digest.lower() != found_inputs:
        raise AlteredError(f"输入指纹是 {found_inputs}，同给出的不一样")


def check_month(data, digest="", _inputs=""):
    """Check a month's account with every line; return what it proves."""
    if data["digest_format"] != FORMAT:
        raise AlteredError("这个月还在录入，或者锁定得早：指纹不是新格式，只能在系统里核对")
    if not any(party["level"] == "county" for party in data["parties"]):
        raise AlteredError("这是一部分，要全县的逐项数据才能算出结果指纹")
    by_party: dict[tuple[str, str], list] = {(party["level"], party["code"]): [] for party in data["parties"]}
    for line in data["lines"]:
        if (line["party_level"], line["party_code"]) not in by_party:
            raise AlteredError(f"{line['party_code']} 有明细，没有判定")
        by_party[line["party_level"], line["party_code"]].append(line)
    parties = sorted(data["parties"], key=lambda party: (party["level"].encode(), party["code"].encode()))
    hashes = []
    for party in parties:
        lines = by_party[party["level"], party["code"]]
        _check_score(data, party, lines)
        hashes.append(leaf_hash(party_text(party, lines, data["rules"])))
    found = digest_of_month(dict(data, count=len(hashes), root=root_of(hashes)))
    if found != data["digest"]:
        raise AlteredError(f"结果指纹算出来是 {found}，文件里写的是 {data['digest']}")
    compare(found, digest)
    return {"month": data["month"], "parties": len(parties), "lines": len(data["lines"]), "digest": found}


def check_facts(folder, _digest="", inputs_digest=""):
    """Check a folder of frozen inputs; return what it proves."""
    told = json.loads((folder / "inputs.json").read_text(encoding="utf-8"))
    files = []
    for file in told["files"]:
        head, *lines = (folder / f"{file['name']}.csv").read_text(encoding="utf-8").split("\n")[:-1]
        if head != ",".join(file["columns"]) or len(lines) != file["rows"]:
            raise AlteredError(f"{file['name']}.csv 的列或行数不对")
        files.append((file["name"], file["columns"].index(file["key"]), lines))
    _keys, hashes = key_leaves(by_key(files))
    found = digest_of_inputs(dict(told, count=len(hashes), root=root_of(hashes)))
    if found != told["digest"]:
        raise AlteredError(f"输入指纹算出来是 {found}，文件里写的是 {told['digest']}")
    compare("", "", found, inputs_digest)
    return {"month": told["month"], "files": len(files), "keys": len(hashes), "inputs": found}


def check(path, digest="", inputs_digest=""):
    """Check whatever lies there: a bundle packed or unpacked, a month's JSON, a folder of facts."""
    if path.is_dir() and not (path / MANIFEST).exists():
        return check_facts(path, digest, inputs_digest)
    if path.is_dir():
        kept = [file for file in path.iterdir() if file.name != "__pycache__"]
        return check_bundle({file.name: file.read_bytes() for file in kept}, digest, inputs_digest)
    data = path.read_bytes()
    if path.suffix.lower() == ".json":
        return check_month(json.loads(data.decode()), digest)
    return check_bundle(unpack(data), digest, inputs_digest)


def main(arguments=None):
    parser = argparse.ArgumentParser(description="核对硬账")
    parser.add_argument("path", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--digest", default="")
    parser.add_argument("--inputs", default="")
    asked = parser.parse_args(arguments)
    try:
        found = check(asked.path, asked.digest, asked.inputs)
    except (AlteredError, *BROKEN) as wrong:
        sys.stdout.write(f"不一致：{wrong}\n")
        return 1
    for name, value in found.items():
        sys.stdout.write(f"{name}: {value}\n")
    sys.stdout.write("一致\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
