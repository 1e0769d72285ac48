//! The applets of BusyBox's category `util-linux`: one command or family, one file.
