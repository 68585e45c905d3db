//! The tree that a screen reader follows: each element of the pages with what is drawn of it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::file::words;
use super::layout::{Element, Mark, Pages, Role, Shape, TextRun};
use super::mixed::Stretch;
use super::paint::{Marked, single, tag};

/// What an element holds, in reading order.
enum Kid {
    Element(usize),
    Marked { page: usize, number: usize },
    Annotation { page: usize, id: ObjectId },
}

/// A link's annotation on a page.
struct Annotation {
    page: usize,
    element: usize,
    id: ObjectId,
}

/// Adds the tree, the links, and what makes both found.
pub(super) fn add(document: &mut Document, pages: &Pages, marked: &[Marked], page_ids: &[ObjectId]) {
    let root = document.new_object_id();
    let whole = document.new_object_id();
    let ids: Vec<ObjectId> = pages.elements.iter().map(|_| document.new_object_id()).collect();
    let links = annotations(document, pages);
    let (top, kids) = family(pages, marked, &links);
    let spelt_out = spelt_out(pages);
    for (index, element) in pages.elements.iter().enumerate() {
        let (Some(id), Some(kids)) = (ids.get(index), kids.get(index)) else {
            continue;
        };
        let parent = element.parent.and_then(|parent| ids.get(parent)).unwrap_or(&whole);
        let mut entry = dictionary! { "S" => tag(&element.role), "P" => *parent };
        let page = only_page(kids);
        if let Some(page) = page.and_then(|page| page_ids.get(page)) {
            entry.set("Pg", *page);
        }
        let objects = kids.iter().filter_map(|kid| kid_object(kid, page.is_some(), &ids, page_ids));
        entry.set("K", objects.collect::<Vec<_>>());
        describe(&mut entry, pages, index, element);
        if let Some(text) = spelt_out.get(&index).filter(|_| !kids.iter().any(|kid| matches!(kid, Kid::Element(_)))) {
            entry.set("ActualText", words(text));
        }
        document.set_object(*id, entry);
    }
    let top: Vec<Object> = top.iter().filter_map(|index| ids.get(*index).copied().map(Object::from)).collect();
    document.set_object(whole, dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => top });
    let (numbers, next) = parent_tree(document, pages, marked, &links, (&ids, page_ids));
    let tree = document.add_object(dictionary! { "Nums" => numbers });
    let root_entry = dictionary! {
        "Type" => "StructTreeRoot", "K" => vec![whole.into()], "ParentTree" => tree, "ParentTreeNextKey" => next,
    };
    document.set_object(root, root_entry);
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
}

/// The kids of the whole and of each element, as they are met on the pages.
fn family(pages: &Pages, marked: &[Marked], links: &[Annotation]) -> (Vec<usize>, Vec<Vec<Kid>>) {
    let mut top = Vec::new();
    let mut kids: Vec<Vec<Kid>> = pages.elements.iter().map(|_| Vec::new()).collect();
    let mut met = vec![false; pages.elements.len()];
    for (page, groups) in marked.iter().enumerate() {
        for (number, element) in groups.iter().enumerate() {
            let mut chain = vec![*element];
            while let Some(parent) =
                chain.last().and_then(|last| pages.elements.get(*last)).and_then(|last| last.parent)
            {
                chain.push(parent);
            }
            for index in chain.into_iter().rev() {
                let Some(seen) = met.get_mut(index) else {
                    continue;
                };
                if std::mem::replace(seen, true) {
                    continue;
                }
                match pages
                    .elements
                    .get(index)
                    .and_then(|element| element.parent)
                    .and_then(|parent| kids.get_mut(parent))
                {
                    Some(siblings) => siblings.push(Kid::Element(index)),
                    None => top.push(index),
                }
            }
            if let Some(own) = kids.get_mut(*element) {
                own.push(Kid::Marked { page, number });
            }
        }
    }
    for link in links {
        if let Some(own) = kids.get_mut(link.element) {
            own.push(Kid::Annotation { page: link.page, id: link.id });
        }
    }
    (top, kids)
}

/// The page of all that is drawn of an element, if it is a single one.
fn only_page(kids: &[Kid]) -> Option<usize> {
    let mut pages = kids.iter().filter_map(|kid| match kid {
        Kid::Marked { page, .. } => Some(*page),
        _ => None,
    });
    let first = pages.next()?;
    pages.all(|page| page == first).then_some(first)
}

/// `on_its_page`: the element says itself which page its marks are on.
fn kid_object(kid: &Kid, on_its_page: bool, ids: &[ObjectId], page_ids: &[ObjectId]) -> Option<Object> {
    Some(match kid {
        Kid::Element(index) => Object::from(*ids.get(*index)?),
        Kid::Marked { number, .. } if on_its_page => i64::try_from(*number).unwrap_or_default().into(),
        Kid::Marked { page, number } => {
            let number = i64::try_from(*number).unwrap_or_default();
            dictionary! { "Type" => "MCR", "Pg" => *page_ids.get(*page)?, "MCID" => number }.into()
        }
        Kid::Annotation { page, id } => {
            dictionary! { "Type" => "OBJR", "Pg" => *page_ids.get(*page)?, "Obj" => *id }.into()
        }
    })
}

/// What a role needs besides its name.
fn describe(entry: &mut Dictionary, pages: &Pages, index: usize, element: &Element) {
    match &element.role {
        Role::HeadCell => entry.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
        Role::List { numbered } => {
            let numbering = if *numbered { "Decimal" } else { "None" };
            entry.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
        }
        Role::Figure { alt } => {
            entry.set("Alt", words(alt));
            if let Some(area) = bounds(pages, index) {
                let area: Vec<Object> = area.into_iter().map(|edge| Object::Real(single(edge))).collect();
                entry.set("A", dictionary! { "O" => "Layout", "BBox" => area, "Placement" => "Block" });
            }
        }
        _ => {}
    }
}

/// The words of each element whose glyphs do not tell them one by one: words that run from right to left, and scripts in
/// which letters join.
fn spelt_out(pages: &Pages) -> BTreeMap<usize, String> {
    let marks = || pages.pages.iter().flat_map(|page| &page.marks);
    let texts = || marks().filter_map(|mark| mark.element.zip(run(mark)));
    let joins = |stretch: &Stretch| stretch.glyphs.iter().any(|glyph| glyph.text.chars().count() != 1);
    let is_unclear = |run: &TextRun| run.stretches.iter().any(|stretch| stretch.right_to_left || joins(stretch));
    let mut spelt_out: BTreeMap<usize, String> =
        texts().filter(|(_, run)| is_unclear(run)).map(|(element, _)| (element, String::new())).collect();
    for (element, run) in texts() {
        if let Some(words) = spelt_out.get_mut(&element) {
            words.push_str(&run.text);
        }
    }
    spelt_out
}

fn run(mark: &Mark) -> Option<&TextRun> {
    match &mark.shape {
        Shape::Text(run) => Some(run),
        _ => None,
    }
}

/// Left, bottom, right and top of all that belongs to an element, counted as PDF does.
fn bounds(pages: &Pages, element: usize) -> Option<[f64; 4]> {
    let points = pages.pages.iter().flat_map(|page| &page.marks).filter(|mark| mark.element == Some(element));
    let points = points.flat_map(|mark| match &mark.shape {
        Shape::Text(run) => {
            vec![(run.x, run.baseline - run.size * 0.75), (run.x + run.width, run.baseline + run.size * 0.25)]
        }
        Shape::Line { from, to, .. } => vec![*from, *to],
        Shape::Frame { area, .. } | Shape::Fill { area, .. } => {
            vec![(area.x, area.y), (area.x + area.width, area.y + area.height)]
        }
        Shape::Polygon(points) => points.clone(),
    });
    let nowhere = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let [left, bottom, right, top] = points.fold(nowhere, |[left, bottom, right, top], (x, y)| {
        let y = pages.height - y;
        [left.min(x), bottom.min(y), right.max(x), top.max(y)]
    });
    (left <= right).then_some([left, bottom, right, top])
}

/// An annotation for each run of text that is a link.
fn annotations(document: &mut Document, pages: &Pages) -> Vec<Annotation> {
    let mut links = Vec::new();
    for (page, marks) in pages.pages.iter().map(|page| &page.marks).enumerate() {
        for mark in marks {
            let (Some(element), Shape::Text(run)) = (mark.element, &mark.shape) else {
                continue;
            };
            if let Some(Role::Link { url }) = pages.elements.get(element).map(|element| &element.role) {
                let id = document.add_object(annotation(url, run, pages.height));
                links.push(Annotation { page, element, id });
            }
        }
    }
    links
}

fn annotation(url: &str, run: &TextRun, height: f64) -> Dictionary {
    let (top, bottom) = (height - run.baseline + run.size * 0.8, height - run.baseline - run.size * 0.25);
    let area: Vec<Object> =
        [run.x, bottom, run.x + run.width, top].into_iter().map(|edge| Object::Real(single(edge))).collect();
    dictionary! {
        "Type" => "Annot", "Subtype" => "Link", "Rect" => area, "F" => 4, "Contents" => words(url),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "A" => dictionary! { "Type" => "Action", "S" => "URI", "URI" => Object::string_literal(url) },
    }
}

/// From marked stretches and annotations back to their elements; also gives the next free number.
fn parent_tree(
    document: &mut Document,
    pages: &Pages,
    marked: &[Marked],
    links: &[Annotation],
    (ids, page_ids): (&[ObjectId], &[ObjectId]),
) -> (Vec<Object>, i64) {
    let mut numbers: Vec<Object> = Vec::new();
    let mut next = 0_i64;
    for ((page, groups), page_id) in marked.iter().enumerate().zip(page_ids) {
        let elements: Vec<Object> =
            groups.iter().filter_map(|index| ids.get(*index).copied().map(Object::from)).collect();
        numbers.extend([next.into(), elements.into()]);
        let annotations: Vec<Object> =
            links.iter().filter(|link| link.page == page).map(|link| link.id.into()).collect();
        if let Ok(entry) = document.get_dictionary_mut(*page_id) {
            entry.set("StructParents", next);
            entry.set("Tabs", "S");
            if annotations.is_empty() {
                entry.remove(b"Annots");
            } else {
                entry.set("Annots", annotations);
            }
        }
        next += 1;
    }
    for link in links {
        let Some(id) = ids.get(link.element) else {
            continue;
        };
        numbers.extend([next.into(), (*id).into()]);
        if let Ok(entry) = document.get_dictionary_mut(link.id) {
            entry.set("StructParent", next);
        }
        next += 1;
    }
    debug_assert!(pages.pages.len() == marked.len(), "each page has its list of marked stretches");
    (numbers, next)
}
