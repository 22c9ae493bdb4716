from . import assessment, evidence
