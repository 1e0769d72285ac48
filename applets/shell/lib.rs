//! The applets of BusyBox's category `shell`: one command or family, one file.
