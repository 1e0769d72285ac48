//! `base32`, `basenc`: encode or decode data as text
//!
//! Not in POSIX or Alpine's BusyBox; as in GNU.

use crate::encoding::{Decoder, Encoding, Invalid, write_encoded};
use kit::lines::Blocks;
use kit::number;
use kit::prelude::*;

const USAGE: &str = "\
[-di] [-w COL] [--ENCODING] [FILE]

Encode or decode FILE to standard output; basenc needs one of:

	--base64	RFC 4648 section 4
	--base64url	RFC 4648 section 5
	--base58	Bitcoin's, visually unambiguous
	--base32	RFC 4648 section 6
	--base32hex	RFC 4648 section 7
	--base16	Hexadecimal
	--base2msbf	Bits, the most significant first
	--base2lsbf	Bits, the least significant first
	--z85		ZeroMQ's; the length must be a multiple of 4 (decoding: 5)

	-d, --decode	Decode data
	-i, --ignore-garbage	When decoding, ignore what is not of the alphabet
	-w, --wrap=COL	Wrap lines at COL (default 76, 0 disables)
";

pub const APPLET: Applet = Applet {
    dir: Dir::Bin,
    // The time for base 58 grows with the square of the length.
    kind: Kind::PureWhen(|args| !args.iter().any(|arg| arg.starts_with(b"--base5"))),
    usage: USAGE,
    options: options!(USAGE),
    run,
    ..Applet::DEFAULT
};

const DECODE: Key = Key::short(APPLET.options, 'd');
const IGNORE: Key = Key::short(APPLET.options, 'i');
const WRAP: Key = Key::short(APPLET.options, 'w');

const ENCODINGS: [(Key, Encoding); 9] = [
    (Key::long(USAGE, APPLET.options, "base64"), Encoding::Base64),
    (Key::long(USAGE, APPLET.options, "base64url"), Encoding::Base64Url),
    (Key::long(USAGE, APPLET.options, "base58"), Encoding::Base58),
    (Key::long(USAGE, APPLET.options, "base32"), Encoding::Base32),
    (Key::long(USAGE, APPLET.options, "base32hex"), Encoding::Base32Hex),
    (Key::long(USAGE, APPLET.options, "base16"), Encoding::Base16),
    (Key::long(USAGE, APPLET.options, "base2msbf"), Encoding::Base2Msbf),
    (Key::long(USAGE, APPLET.options, "base2lsbf"), Encoding::Base2Lsbf),
    (Key::long(USAGE, APPLET.options, "z85"), Encoding::Z85),
];

fn run(cx: &mut Context) -> Result<Status> {
    let given = cx.options()?;
    let named = given.last(&ENCODINGS.map(|(key, _)| key));
    let encoding = match named {
        Some(_) if cx.name == "base32" => return Err(Error::Usage(None)),
        Some(named) => ENCODINGS.iter().find(|(key, _)| *key == named).map(|(_, encoding)| *encoding),
        None => (cx.name == "base32").then_some(Encoding::Base32),
    };
    let Some(encoding) = encoding else { return Err(Error::Usage(Some(b"missing encoding type".to_vec()))) };
    let path = match given.operands[..] {
        [] => b"-",
        [path] => path,
        [_, extra, ..] => return Err(Error::Usage(Some(text!["extra operand '", extra, "'"]))),
    };
    let width: usize = match given.value(WRAP) {
        // What does not fit into a number is wider than any text.
        Some(word) if word.len() > 19 && word.iter().all(u8::is_ascii_digit) => 0,
        Some(word) => number::decimal(word).map_err(|_| fail!("invalid wrap size: '", word, "'"))?,
        None => 76,
    };
    let input = cx.open(path).map_err(|e| fail!(path, ": ", e))?;
    let mut blocks = Blocks::new(input);
    if given.has(DECODE) {
        let mut text = Vec::new();
        let mut decoder = Decoder::new(encoding, given.has(IGNORE));
        let mut result = Ok(());
        while let (Ok(()), Some(block)) = (&result, blocks.next_block()?) {
            text.clear();
            result = decoder.push(block, &mut text);
            cx.out.write_all(&text)?;
        }
        text.clear();
        let result = result.and_then(|()| decoder.finish(&mut text));
        cx.out.write_all(&text)?;
        return result.map(|()| cx.status()).map_err(|Invalid| fail!("invalid input"));
    }
    let result = write_encoded(cx, &mut blocks, encoding, width)?;
    result.map(|()| cx.status()).map_err(|Invalid| fail!("invalid input (length must be multiple of 4 characters)"))
}
