"""The core of the SRE Assessment Workbench: content, scoring, storage, charts and reports, without Qt."""

__version__ = "0.1.0"
