"""What can go wrong outside of a page and outside of the warehouse.

FlowError
├── UsageError           what was asked for cannot be done; exit code 2
│   └── SettingsError    the configuration cannot be used
├── SourceError          a source cannot be listed; the run goes on with the others and ends partial
├── ArchiveError         the archive of what was fetched cannot be read or written; the run ends
└── EngineError          batches cannot be extracted where the configuration says; the run ends
"""


class FlowError(Exception):
    """Base of the errors that a flow raises; the message is a sentence for the user."""


class UsageError(FlowError):
    """What was asked for cannot be done: the message says what there is instead."""


class SettingsError(UsageError):
    """The configuration cannot be used: the message names the file, the line, the key and what was needed."""


class SourceError(FlowError):
    """A source cannot be listed: the message names what was to be read and what was found."""


class ArchiveError(FlowError):
    """The archive cannot be read or written: the message names the folder or file, and what the disk says."""


class EngineError(FlowError):
    """The engine cannot be had, or lost a batch for good: the message says where, and what it needs."""
