//! The applets of BusyBox's category `loginutils`: one command or family, one file.
