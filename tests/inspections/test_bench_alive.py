"""`script/bench alive`: a list is judged by how it does while nothing is done."""

from inspections.benchmarks.alive import result_of


def test_each_list_is_judged_beside_its_own_rest():
    idle = [0.04] * 99 + [0.5]  # one answer in a hundred is no percentile
    kept = result_of("visits", "import", [0.03] * 94 + [0.12] * 6, idle)
    assert (kept["seconds"], kept["limit_seconds"], kept["ratio"], kept["ok"]) == (0.12, 0.04, 3, True)
    late = result_of("visits", "import", [0.03] * 94 + [0.13] * 6, idle)
    assert (late["ratio"], late["ok"], late["missed"]) == (3.25, False, ["ratio 3.0"])
