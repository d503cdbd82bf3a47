"""What Dateline must outlast, long versions of tests: `make soak`, or `python -m soak kills disk`.

Each file here is one kind of trouble with a function `run(count) -> str` that raises AssertionError when
something was lost, and says at the end what it did. `faults` is what they share with the tests.
"""
