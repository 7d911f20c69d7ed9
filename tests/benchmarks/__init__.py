"""How fast we are, each figure beside a yardstick measured in the same run: python -m tests.benchmarks [NAME …]"""
