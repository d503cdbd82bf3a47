"""Thin adapters from Dateline's readings to the prediction formats of public benchmarks.

    python -m benchmarks TASK --input PATH --output PREDICTIONS

Each adapter is a function ``predict(records, folder)``: the decoded lines of ``input.jsonl`` and the folder
they stand in → one prediction a record. Adapters never see a gold file; only the scorers do.
"""
