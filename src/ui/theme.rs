//! Every colour, in four themes, and what egui itself needs to know of them.

use super::text;
use crate::files::Theme;
use egui::style::{ScrollAnimation, ScrollStyle};
use egui::{Color32, Context, CornerRadius, Id, Stroke, Style, Theme as Brightness, Ui, Visuals};
use std::sync::Arc;

/// The colours of a theme.
#[must_use]
pub(super) fn of(theme: Theme, system_is_dark: bool) -> Palette {
    match theme {
        Theme::System if system_is_dark => DARK,
        Theme::System | Theme::Light => LIGHT,
        Theme::Dark => DARK,
        Theme::Dim => DIM,
        Theme::Contrast => CONTRAST,
    }
}

/// One colour for each use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Palette {
    /// True where light words stand on a dark ground.
    pub(super) dark: bool,
    /// Behind everything.
    pub(super) window: Color32,
    /// Cards and rows.
    pub(super) surface: Color32,
    /// Under the pointer, and behind the page.
    pub(super) sunken: Color32,
    /// Words.
    pub(super) ink: Color32,
    /// Help and other lesser words.
    pub(super) ink2: Color32,
    /// Dividers, and nothing that must be seen.
    pub(super) line: Color32,
    /// Edges of controls.
    pub(super) stroke: Color32,
    /// Links, and what is chosen.
    pub(super) accent: Color32,
    /// On `accent`.
    pub(super) on_accent: Color32,
    /// The one filled button.
    pub(super) primary: Color32,
    /// On `primary`.
    pub(super) on_primary: Color32,
    /// Behind what is chosen.
    pub(super) tint: Color32,
    /// The ring around what has the keyboard.
    pub(super) focus: Color32,
    /// Behind an explanation.
    pub(super) info: Color32,
    /// The bar beside it.
    pub(super) info_bar: Color32,
    /// Behind what should be raised within a day or two.
    pub(super) soon: Color32,
    /// The bar beside it.
    pub(super) soon_bar: Color32,
    /// Words about a fault, and the frame of an emergency.
    pub(super) alarm: Color32,
    /// The head of an emergency.
    pub(super) alarm_fill: Color32,
    /// On `alarm_fill`.
    pub(super) on_alarm: Color32,
    /// Behind the number to call.
    pub(super) alarm_tint: Color32,
    /// The page of paper.
    pub(super) page: Color32,
    /// Words on the page.
    pub(super) page_ink: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const LIGHT: Palette = Palette {
    dark: false,
    window: rgb(0xE7_E9_E2),
    surface: rgb(0xF3_F4_EE),
    sunken: rgb(0xDC_E0_D7),
    ink: rgb(0x1F_2E_2B),
    ink2: rgb(0x46_56_4F),
    line: rgb(0xC2_C9_BE),
    stroke: rgb(0x6B_7A_74),
    accent: rgb(0x1B_5A_53),
    on_accent: rgb(0xF3_F4_EE),
    primary: rgb(0x1B_5A_53),
    on_primary: rgb(0xF3_F4_EE),
    tint: rgb(0xD3_E3_DC),
    focus: rgb(0xA8_48_0B),
    info: rgb(0xD9_E4_E9),
    info_bar: rgb(0x2B_5A_70),
    soon: rgb(0xF1_E0_B8),
    soon_bar: rgb(0x7A_4E_00),
    alarm: rgb(0x8A_21_1B),
    alarm_fill: rgb(0x8A_21_1B),
    on_alarm: rgb(0xFB_F0_EB),
    alarm_tint: rgb(0xF4_DC_D5),
    page: rgb(0xFF_FF_FF),
    page_ink: rgb(0x12_18_17),
};

const DARK: Palette = Palette {
    dark: true,
    window: rgb(0x16_1C_1B),
    surface: rgb(0x1F_27_26),
    sunken: rgb(0x11_16_15),
    ink: rgb(0xE2_E6_DF),
    ink2: rgb(0xAE_BA_B4),
    line: rgb(0x35_40_3E),
    stroke: rgb(0x78_87_83),
    accent: rgb(0x86_C9_BA),
    on_accent: rgb(0x0F_1F_1C),
    primary: rgb(0x86_C9_BA),
    on_primary: rgb(0x0F_1F_1C),
    tint: rgb(0x21_40_3B),
    focus: rgb(0xF0_A8_68),
    info: rgb(0x1D_33_3D),
    info_bar: rgb(0x8F_C1_D8),
    soon: rgb(0x40_33_0F),
    soon_bar: rgb(0xE3_B8_5C),
    alarm: rgb(0xF2_A7_9A),
    alarm_fill: rgb(0x7A_26_20),
    on_alarm: rgb(0xFB_E6_E0),
    alarm_tint: rgb(0x43_20_1C),
    page: rgb(0xE9_E8_E2),
    page_ink: rgb(0x12_18_17),
};

const DIM: Palette = Palette {
    dark: true,
    window: rgb(0x1D_18_13),
    surface: rgb(0x26_20_1A),
    sunken: rgb(0x18_13_0F),
    ink: rgb(0xCB_BB_A1),
    ink2: rgb(0xAC_9C_83),
    line: rgb(0x3B_33_2A),
    stroke: rgb(0x7F_72_5F),
    accent: rgb(0xB3_AE_78),
    on_accent: rgb(0x1D_18_13),
    primary: rgb(0x4D_48_28),
    on_primary: rgb(0xDD_D2_B2),
    tint: rgb(0x37_34_1F),
    focus: rgb(0xD6_94_4F),
    info: rgb(0x2E_2A_22),
    info_bar: rgb(0xA5_95_7C),
    soon: rgb(0x3F_30_14),
    soon_bar: rgb(0xCF_9F_4C),
    alarm: rgb(0xD9_8C_78),
    alarm_fill: rgb(0x6E_2A_22),
    on_alarm: rgb(0xF0_CF_C2),
    alarm_tint: rgb(0x3D_22_1B),
    page: rgb(0x8F_7E_62),
    page_ink: rgb(0x14_10_0C),
};

const CONTRAST: Palette = Palette {
    dark: false,
    window: rgb(0xFF_FF_FF),
    surface: rgb(0xFF_FF_FF),
    sunken: rgb(0xF0_F0_F0),
    ink: rgb(0x00_00_00),
    ink2: rgb(0x22_22_22),
    line: rgb(0x00_00_00),
    stroke: rgb(0x00_00_00),
    accent: rgb(0x00_40_3A),
    on_accent: rgb(0xFF_FF_FF),
    primary: rgb(0x00_40_3A),
    on_primary: rgb(0xFF_FF_FF),
    tint: rgb(0xD9_F2_EC),
    focus: rgb(0xB0_00_60),
    info: rgb(0xE6_F1_F7),
    info_bar: rgb(0x00_40_5E),
    soon: rgb(0xFF_F0_BF),
    soon_bar: rgb(0x6B_44_00),
    alarm: rgb(0x8A_00_00),
    alarm_fill: rgb(0x8A_00_00),
    on_alarm: rgb(0xFF_FF_FF),
    alarm_tint: rgb(0xFF_E3_DD),
    page: rgb(0xFF_FF_FF),
    page_ink: rgb(0x00_00_00),
};

/// The colours in use.
#[must_use]
pub(super) fn palette(ui: &Ui) -> Palette {
    ui.data(|data| data.get_temp(Id::NULL)).unwrap_or(LIGHT)
}

/// Puts the colours, sizes and habits of a palette into egui. Nothing moves, nothing blinks.
pub(super) fn apply(ctx: &Context, palette: Palette) {
    if ctx.data(|data| data.get_temp(Id::NULL)) == Some(palette) {
        return;
    }
    ctx.data_mut(|data| data.insert_temp(Id::NULL, palette));
    let style = Arc::new(style(palette));
    ctx.set_style_of(Brightness::Light, Arc::clone(&style));
    ctx.set_style_of(Brightness::Dark, style);
    ctx.options_mut(|options| {
        // The ring around what has the keyboard stays where it is, wherever the pointer clicks.
        options.input_options.surrender_focus_on = egui::SurrenderFocusOn::Never;
        options.zoom_with_keyboard = false;
    });
}

fn style(palette: Palette) -> Style {
    let mut style = Style { visuals: visuals(palette), animation_time: 0.0, ..Style::default() };
    style.text_styles = text::egui_styles();
    style.scroll_animation = ScrollAnimation::none();
    style.interaction.selectable_labels = false;
    style.spacing.item_spacing = egui::vec2(8.0, 0.0);
    style.spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 8.0,
        floating_allocated_width: 0.0,
        bar_inner_margin: 0.0,
        bar_outer_margin: 4.0,
        handle_min_length: 48.0,
        foreground_color: true,
        dormant_handle_opacity: 1.0,
        active_handle_opacity: 1.0,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        ..ScrollStyle::thin()
    };
    style.spacing.scroll.fade.strength = 0.0;
    style
}

fn visuals(palette: Palette) -> Visuals {
    let mut visuals = if palette.dark { Visuals::dark() } else { Visuals::light() };
    visuals.override_text_color = Some(palette.ink);
    visuals.panel_fill = palette.window;
    visuals.window_fill = palette.surface;
    visuals.window_stroke = Stroke::new(1.0, palette.stroke);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.window_shadow = egui::Shadow::NONE;
    visuals.popup_shadow = egui::Shadow::NONE;
    visuals.extreme_bg_color = palette.surface;
    visuals.selection.bg_fill = palette.tint;
    visuals.selection.stroke = Stroke::new(1.0, palette.ink);
    visuals.text_cursor.blink = false;
    visuals.text_cursor.stroke = Stroke::new(2.0, palette.ink);
    for widget in [
        &mut visuals.widgets.noninteractive,
        &mut visuals.widgets.inactive,
        &mut visuals.widgets.hovered,
        &mut visuals.widgets.active,
        &mut visuals.widgets.open,
    ] {
        widget.bg_fill = palette.stroke;
        widget.weak_bg_fill = palette.surface;
        widget.bg_stroke = Stroke::new(1.0, palette.stroke);
        widget.fg_stroke = Stroke::new(1.0, palette.stroke);
        widget.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(colour.r()) + 0.7152 * part(colour.g()) + 0.0722 * part(colour.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_can_be_read_in_every_theme() {
        for palette in [LIGHT, DARK, DIM, CONTRAST] {
            let p = palette;
            let pairs = [
                ("ink/window", p.ink, p.window),
                ("ink/surface", p.ink, p.surface),
                ("ink/sunken", p.ink, p.sunken),
                ("ink2/window", p.ink2, p.window),
                ("ink2/surface", p.ink2, p.surface),
                ("ink2/sunken", p.ink2, p.sunken),
                ("ink2/tint", p.ink2, p.tint),
                ("accent/window", p.accent, p.window),
                ("accent/surface", p.accent, p.surface),
                ("on_primary/primary", p.on_primary, p.primary),
                ("on_accent/accent", p.on_accent, p.accent),
                ("ink/tint", p.ink, p.tint),
                ("ink/info", p.ink, p.info),
                ("ink/soon", p.ink, p.soon),
                ("ink/alarm_tint", p.ink, p.alarm_tint),
                ("alarm/alarm_tint", p.alarm, p.alarm_tint),
                ("alarm/surface", p.alarm, p.surface),
                ("on_alarm/alarm_fill", p.on_alarm, p.alarm_fill),
                ("alarm/window", p.alarm, p.window),
                ("info_bar/surface", p.info_bar, p.surface),
                ("info_bar/sunken", p.info_bar, p.sunken),
                ("info_bar/alarm_tint", p.info_bar, p.alarm_tint),
                ("ink2/alarm_tint", p.ink2, p.alarm_tint),
                ("accent/alarm_tint", p.accent, p.alarm_tint),
                ("accent/info", p.accent, p.info),
                ("accent/sunken", p.accent, p.sunken),
                ("page_ink/page", p.page_ink, p.page),
            ];
            for (name, one, other) in pairs {
                let ratio = contrast(one, other);
                assert!(ratio >= 4.5, "{name} has only {ratio:.2} in {palette:?}");
            }
        }
    }

    #[test]
    fn shapes_can_be_seen_in_every_theme() {
        for palette in [LIGHT, DARK, DIM, CONTRAST] {
            let p = palette;
            let pairs = [
                ("info_bar/info", p.info_bar, p.info),
                ("soon_bar/soon", p.soon_bar, p.soon),
                ("soon_bar/window", p.soon_bar, p.window),
                ("soon_bar/surface", p.soon_bar, p.surface),
                ("soon_bar/sunken", p.soon_bar, p.sunken),
                ("alarm/sunken", p.alarm, p.sunken),
                ("stroke/surface", p.stroke, p.surface),
                ("stroke/window", p.stroke, p.window),
                ("accent/tint", p.accent, p.tint),
                ("focus/surface", p.focus, p.surface),
                ("focus/window", p.focus, p.window),
                ("focus/tint", p.focus, p.tint),
            ];
            for (name, one, other) in pairs {
                let ratio = contrast(one, other);
                assert!(ratio >= 3.0, "{name} has only {ratio:.2} in {palette:?}");
            }
        }
    }
}
