//! The applets of BusyBox's category `procps`: one command or family, one file.
