//! Numbers and dates as people type them.

/// A number with a decimal comma or point. Where it cannot be read, or could mean two numbers below `most`: how to write
/// it.
pub(super) fn read_number(typed: &str, most: f64) -> Result<f64, String> {
    let typed = typed.trim();
    if let Some(without) = without_thousands(typed) {
        return Err(format!("Please write this with no mark or space between the thousands: {without}."));
    }
    if most >= 1000.0
        && let Some((whole, rest)) = typed.split_once(['.', ','])
        && is_digits(whole, 1..=3)
        && !whole.starts_with('0')
        && is_digits(rest, 3..=3)
    {
        let fewer = typed.get(..typed.len() - 1).unwrap_or_default();
        return Err(format!("This can be read in two ways. Please write {whole}{rest}, or {fewer}."));
    }
    let plain = typed.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '+'));
    let number = typed.replace(',', ".").parse().ok().filter(|_| plain);
    number.ok_or_else(|| "Please write a number in digits, such as 3 or 2.5.".to_owned())
}

/// What `1.234,5`, `1,234,567` and `1 234` mean, written plainly; nothing for a number without thousands set apart.
fn without_thousands(typed: &str) -> Option<String> {
    let marks: Vec<char> = typed.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let (first, last) = (*marks.first()?, *marks.last()?);
    let known = |mark: char| matches!(mark, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’');
    let groups: Vec<&str> = typed.split(known).collect();
    let (end, thousands) = groups.split_last()?;
    let all_thousands = is_digits(end, 3..=3) && (marks.len() > 1 || !matches!(first, '.' | ','));
    let set_apart = groups.first().is_some_and(|group| is_digits(group, 1..=3))
        && thousands.iter().skip(1).all(|group| is_digits(group, 3..=3));
    let same = marks.iter().all(|mark| *mark == first);
    let same_but_last =
        marks.split_last().is_some_and(|(_, rest)| !rest.is_empty() && rest.iter().all(|it| *it == first));
    if !set_apart {
        None
    } else if same && all_thousands {
        Some(groups.concat())
    } else if same_but_last && matches!(last, '.' | ',') && last != first && is_digits(end, 1..=9) {
        Some(format!("{}{last}{end}", thousands.concat()))
    } else {
        None
    }
}

fn is_digits(words: &str, count: std::ops::RangeInclusive<usize>) -> bool {
    count.contains(&words.len()) && words.chars().all(|sign| sign.is_ascii_digit())
}

/// A date as people type it, day before month, or as `2026-11-22`; the second form comes out.
#[must_use]
pub(super) fn read_date(typed: &str) -> Option<String> {
    let parts: Vec<&str> = typed.split([' ', '.', '/', '-']).filter(|part| !part.is_empty()).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let number = |part: &str| part.parse::<u16>().ok();
    let (year, month, day) = if one.len() == 4 {
        (number(one)?, number(two)?, number(three)?)
    } else {
        (number(three)?, number(two)?, number(one)?)
    };
    let date =
        jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (year >= 1000).then(|| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_with_comma_or_point() {
        for (typed, number) in [(" 2,5 ", 2.5), ("2.5", 2.5), ("-3", -3.0), ("1234,5", 1234.5), ("0.125", 0.125)] {
            assert_eq!(read_number(typed, 9000.0), Ok(number), "{typed}");
        }
        assert_eq!(read_number("1,234", 600.0), Ok(1.234), "a thousand is out of reach");
        for wrong in ["", "five", "1e3", "inf", "NaN", "1.2.3", "2,5,1", "5 nights", "1 2"] {
            let fault = read_number(wrong, 9000.0).unwrap_err();
            assert!(fault.starts_with("Please write a number in digits"), "{wrong}: {fault}");
        }
    }

    #[test]
    fn thousands_set_apart_are_explained_rather_than_misread() {
        let cases = [
            ("1.234,5", "1234,5."),
            ("1,234.5", "1234.5."),
            ("1 234", "1234."),
            ("1’234.5", "1234.5."),
            ("1,234,567", "1234567."),
            ("1,234", "1234, or 1,23."),
            ("1.234", "1234, or 1.23."),
        ];
        for (typed, end) in cases {
            let fault = read_number(typed, 9000.0).unwrap_err();
            assert!(fault.ends_with(end), "{typed}: {fault}");
        }
    }

    #[test]
    fn dates_come_in_the_usual_ways() {
        for typed in ["22 11 2026", "22.11.2026", "22/11/2026", "2026-11-22"] {
            assert_eq!(read_date(typed).as_deref(), Some("2026-11-22"), "{typed}");
        }
        for wrong in ["", "30.2.2026", "22.11.26", "soon"] {
            assert_eq!(read_date(wrong), None, "{wrong}");
        }
    }
}
