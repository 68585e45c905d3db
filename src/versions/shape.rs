//! What two files hold: names that are gone or new, and kinds of answer, points, ranges and bands that differ.

use super::{Change, ChangeKind};
use crate::definition::{
    AnswerOption, Ask, Definition, Finding, FindingKind, Flag, Item, Name, NumberAsk, Score, Topic,
};

/// All of it, in the order of the file's kinds of things.
pub(super) fn changes(old: &Definition, new: &Definition) -> Vec<Change> {
    let mut shape = Shape { list: Vec::new() };
    shape.files(old, new);
    for (old, new) in shape.pairs("scale", "", (&old.scales, &new.scales), |it| &it.id.value) {
        shape.options(&format!("the scale `{}`", new.id.value), &old.options, &new.options);
    }
    for (old, new) in shape.pairs("question", "", (&items(old), &items(new)), |it| &it.id.value) {
        shape.question(old, new);
    }
    shape.pairs("gate", "", (&old.gates, &new.gates), |it| &it.id.value);
    shape.pairs("criterion", "", (&old.criteria, &new.criteria), |it| &it.id.value);
    for (old, new) in shape.pairs("score", "", (&old.scores, &new.scores), |it| &it.id.value) {
        shape.score(old, new);
    }
    for (old, new) in shape.pairs("finding", "", (&old.findings, &new.findings), |it| &it.id.value) {
        shape.finding(old, new);
    }
    for (old, new) in shape.pairs("flag", "", (&old.flags, &new.flags), |it| &it.id.value) {
        shape.flag(old, new);
    }
    for (old, new) in shape.pairs("topic", "", (&old.topics, &new.topics), |it| &it.id.value) {
        shape.topic(old, new);
    }
    shape.pairs("card", "", (&old.cards, &new.cards), |it| &it.id.value);
    shape.list
}

fn items(definition: &Definition) -> Vec<&Item> {
    definition.sections.iter().flat_map(|section| &section.items).collect()
}

struct Shape {
    list: Vec<Change>,
}

impl Shape {
    fn changed(&mut self, words: String) {
        self.list.push(Change::new(ChangeKind::Changed, words));
    }

    /// Says what is gone and what is new; gives what is in both. `of` says what the things belong to.
    fn pairs<'d, T>(
        &mut self,
        kind: &str,
        of: &str,
        (old, new): (&'d [T], &'d [T]),
        id: impl Fn(&T) -> &str,
    ) -> Vec<(&'d T, &'d T)> {
        let has = |list: &[T], name: &str| list.iter().any(|it| id(it) == name);
        for gone in old.iter().filter(|it| !has(new, id(it))) {
            self.list.push(Change::new(ChangeKind::Removed, format!("the {kind} `{}`{of} is gone", id(gone))));
        }
        for added in new.iter().filter(|it| !has(old, id(it))) {
            self.list.push(Change::new(ChangeKind::Added, format!("the {kind} `{}`{of} is new", id(added))));
        }
        new.iter().filter_map(|now| Some((old.iter().find(|then| id(then) == id(now))?, now))).collect()
    }

    fn files(&mut self, old: &Definition, new: &Definition) {
        self.pairs("questionnaire", " that this one is made of", (&old.order, &new.order), |name| name);
    }

    fn question(&mut self, old: &Item, new: &Item) {
        let name = format!("the question `{}`", new.id.value);
        match (&old.ask.value, &new.ask.value) {
            (Ask::Choice(old), Ask::Choice(new)) => self.options(&name, old, new),
            (Ask::Choices(old, old_alone), Ask::Choices(new, new_alone)) => {
                self.options(&name, old, new);
                self.standing_alone(&name, old_alone, new_alone);
            }
            (Ask::Scale(old), Ask::Scale(new)) if old.value != new.value => {
                self.changed(format!("{name} has the scale `{}`, and had `{}`", new.value, old.value));
            }
            (Ask::Number(old), Ask::Number(new)) => self.number(&name, old, new),
            (old, new) if kind(old) != kind(new) => {
                self.changed(format!("{name} has the kind of answer {}, and had {}", kind(new), kind(old)));
            }
            _ => {}
        }
        if old.private != new.private {
            self.changed(format!("{name} {} private", if new.private { "is now" } else { "is no longer" }));
        }
        match (old.prefer_not, new.prefer_not) {
            (true, false) => {
                self.list.push(Change::new(ChangeKind::Removed, format!("{name} no longer offers not to say")));
            }
            (false, true) => {
                self.list.push(Change::new(ChangeKind::Added, format!("{name} offers not to say")));
            }
            _ => {}
        }
    }

    fn number(&mut self, name: &str, old: &NumberAsk, new: &NumberAsk) {
        let range = |ask: &NumberAsk| format!("{} to {}", ask.from, ask.to);
        if range(old) != range(new) {
            self.changed(format!("{name} takes numbers from {}, and took {}", range(new), range(old)));
        }
        if old.decimals != new.decimals {
            self.changed(format!("{name} {} decimals", if new.decimals { "now takes" } else { "no longer takes" }));
        }
        let unit = |ask: &NumberAsk| ask.unit.as_ref().map(|unit| unit.value.clone()).unwrap_or_default();
        if unit(old) != unit(new) {
            self.changed(format!("{name} is given in “{}”, and was in “{}”", unit(new), unit(old)));
        }
    }

    fn options(&mut self, name: &str, old: &[AnswerOption], new: &[AnswerOption]) {
        let pairs = self.pairs("answer", &format!(" of {name}"), (old, new), |it| &it.id.value);
        for (then, now) in &pairs {
            let points = |option: &AnswerOption| option.points.as_ref().map_or(0.0, |points| points.value);
            let (before, after) = (points(then), points(now));
            if before.total_cmp(&after).is_ne() {
                let answer = &now.id.value;
                self.changed(format!("the answer `{answer}` of {name} counts {after}, and counted {before}"));
            }
        }
        let place = |option: &AnswerOption| old.iter().position(|it| it.id.value == option.id.value);
        let places: Vec<Option<usize>> = pairs.iter().map(|(then, _)| place(then)).collect();
        if !places.is_sorted() {
            self.changed(format!("the answers of {name} stand in another order"));
        }
    }

    /// Answers that exclude all others: saved answers may hold what is not possible any more.
    fn standing_alone(&mut self, name: &str, old: &[Name], new: &[Name]) {
        let has = |list: &[Name], id: &Name| list.iter().any(|it| it.value == id.value);
        for id in new.iter().filter(|id| !has(old, id)) {
            self.changed(format!("the answer `{}` of {name} now stands alone", id.value));
        }
        for id in old.iter().filter(|id| !has(new, id)) {
            self.changed(format!("the answer `{}` of {name} no longer stands alone", id.value));
        }
    }

    fn score(&mut self, old: &Score, new: &Score) {
        let name = format!("the score `{}`", new.id.value);
        let of = format!(" in {name}");
        let sum = |score: &Score| score.sum.iter().map(|name| name.value.clone()).collect::<Vec<_>>();
        let (before, after) = (sum(old), sum(new));
        for gone in before.iter().filter(|it| !after.contains(it)) {
            self.changed(format!("{name} no longer counts `{gone}`"));
        }
        for added in after.iter().filter(|it| !before.contains(it)) {
            self.changed(format!("{name} counts `{added}` too"));
        }
        if old.range.value != new.range.value {
            let ((from, to), (old_from, old_to)) = (new.range.value, old.range.value);
            self.changed(format!("{name} ranges from {from} to {to}, and ranged from {old_from} to {old_to}"));
        }
        for (then, now) in self.pairs("band", &of, (&old.bands, &new.bands), |it| &it.id.value) {
            let ends = |band: &crate::definition::Band| format!("{} to {}", band.from.value, band.to.value);
            if ends(then) != ends(now) {
                let band = &now.id.value;
                self.changed(format!("the band `{band}`{of} goes from {}, and went from {}", ends(now), ends(then)));
            }
        }
    }

    fn finding(&mut self, old: &Finding, new: &Finding) {
        let name = format!("the finding `{}`", new.id.value);
        let (before, after) = (states(old), states(new));
        match (&before, &after) {
            (Some(before), Some(after)) => {
                self.pairs("state", &format!(" of {name}"), (before, after), |it| it);
            }
            _ if what_it_gives(old) != what_it_gives(new) => {
                self.changed(format!("{name} gives {}, and gave {}", what_it_gives(new), what_it_gives(old)));
            }
            _ => {}
        }
    }

    fn flag(&mut self, old: &Flag, new: &Flag) {
        let levels = |flag: &Flag| flag.levels.iter().map(|(level, _)| format!("{level:?}")).collect::<Vec<_>>();
        let of = format!(" of the flag `{}`", new.id.value);
        self.pairs("level", &of, (&levels(old), &levels(new)), |level| level);
    }

    fn topic(&mut self, old: &Topic, new: &Topic) {
        let name = format!("the topic `{}`", new.id.value);
        if old.urgency != new.urgency {
            self.changed(format!("{name} is {:?}, and was {:?}", new.urgency, old.urgency));
        }
        if old.evidence != new.evidence {
            self.changed(format!("{name} has the evidence {:?}, and had {:?}", new.evidence, old.evidence));
        }
        if old.private != new.private {
            self.changed(format!("{name} {} private", if new.private { "is now" } else { "is no longer" }));
        }
    }
}

fn kind(ask: &Ask) -> &'static str {
    match ask {
        Ask::YesNo => "`YesNo`",
        Ask::Choice(_) => "`Choice`",
        Ask::Choices(..) => "`Choices`",
        Ask::Scale(_) => "`Scale`",
        Ask::Number(_) => "`Number`",
        Ask::Text(_) => "`Text`",
        Ask::Date => "`Date`",
    }
}

fn states(finding: &Finding) -> Option<Vec<String>> {
    let FindingKind::States { states, otherwise } = &finding.kind else { return None };
    Some(states.iter().chain([&**otherwise]).map(|state| state.id.value.clone()).collect())
}

fn what_it_gives(finding: &Finding) -> &'static str {
    match finding.kind {
        FindingKind::States { .. } => "a state",
        FindingKind::YesNo { .. } => "yes or no",
        FindingKind::Count(_) => "a count",
    }
}
