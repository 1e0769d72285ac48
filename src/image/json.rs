//! JSON, as far as an image needs it: written, never read.

/// A value.
#[derive(Clone, Debug)]
pub enum Json {
    /// A string.
    String(String),
    /// A natural number.
    Number(usize),
    /// A list.
    Array(Vec<Json>),
    /// Fields, in the order given.
    Object(Vec<(String, Json)>),
}

pub fn string(text: &str) -> Json {
    Json::String(text.to_owned())
}

pub fn array(items: Vec<Json>) -> Json {
    Json::Array(items)
}

pub fn object(fields: Vec<(&str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

impl Json {
    /// Its text, without blanks.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = String::new();
        self.write(&mut to);
        to.into_bytes()
    }

    fn write(&self, to: &mut String) {
        match self {
            Json::String(text) => quote(text, to),
            Json::Number(number) => to.push_str(&number.to_string()),
            Json::Array(items) => {
                to.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        to.push(',');
                    }
                    item.write(to);
                }
                to.push(']');
            }
            Json::Object(fields) => {
                to.push('{');
                for (i, (name, value)) in fields.iter().enumerate() {
                    if i > 0 {
                        to.push(',');
                    }
                    quote(name, to);
                    to.push(':');
                    value.write(to);
                }
                to.push('}');
            }
        }
    }
}

fn quote(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => to.extend(['\\', c]),
            c if c < ' ' => {
                to.push_str("\\u00");
                to.push_str(&kit::digest::hex(&[c as u8]));
            }
            c => to.push(c),
        }
    }
    to.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_without_blanks_and_strings_escaped() {
        let value = object(vec![("a", array(vec![string("x\"\\\n"), Json::Number(1)])), ("b", object(vec![]))]);
        assert_eq!(value.to_bytes(), br#"{"a":["x\"\\\u000a",1],"b":{}}"#);
    }
}
