"""The flow, the case, settings and executors: what runs the stages in order."""
