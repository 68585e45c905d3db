//! The tree that a screen reader follows.

use anteroom::output::pages::{Pages, Role, Shape};
use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::NonZeroU16;

/// An element, and a stretch of a page that belongs to it.
pub(crate) type Leaf = (usize, Identifier);

pub(crate) fn tree(pages: &Pages, leaves: Vec<Leaf>) -> TagTree {
    let mut kids: Vec<Vec<Node>> = pages.elements.iter().map(|_| Vec::new()).collect();
    for (element, identifier) in leaves {
        kids[element].push(identifier.into());
    }
    let words = words(pages);
    // Elements stand in reading order, parents first: built from the last one, each finds its children complete.
    let mut children: Vec<Vec<Node>> = pages.elements.iter().map(|_| Vec::new()).collect();
    let mut top = Vec::new();
    for (index, element) in pages.elements.iter().enumerate().rev() {
        let mut own = std::mem::take(&mut kids[index]);
        own.extend(std::mem::take(&mut children[index]).into_iter().rev());
        let group = TagGroup::with_children(kind(&element.role, &words[index]), own).into();
        element.parent.map_or(&mut top, |parent| &mut children[parent]).push(group);
    }
    top.reverse();
    TagTree::from(top).with_lang(Some("en-GB".to_owned()))
}

/// What is written in each element.
fn words(pages: &Pages) -> Vec<String> {
    let mut words = vec![String::new(); pages.elements.len()];
    for mark in pages.pages.iter().flat_map(|page| &page.marks) {
        if let (Some(element), Shape::Text(run)) = (mark.element, &mark.shape) {
            words[element].push_str(&run.text);
        }
    }
    words
}

fn kind(role: &Role, words: &str) -> TagKind {
    match role {
        Role::Section => Tag::Section.into(),
        Role::Heading(level) => {
            let level = NonZeroU16::new(u16::from(*level)).expect("levels count from 1");
            Tag::Hn(level, Some(words.to_owned())).into()
        }
        Role::Paragraph => Tag::P.into(),
        Role::List { numbered } => Tag::L(if *numbered { ListNumbering::Decimal } else { ListNumbering::None }).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Body => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure { alt } => Tag::Figure(Some(alt.clone())).into(),
        Role::Link { .. } => Tag::Link.into(),
    }
}
