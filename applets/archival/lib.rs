//! The applets of BusyBox's category `archival`: one command or family, one file.
