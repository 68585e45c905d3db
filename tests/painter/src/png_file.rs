//! Pictures as small files.

use crate::Picture;
use std::collections::BTreeMap;

impl Picture {
    /// The same in 256 colours at most: those used most often stay as they are, which are all fills and all words but
    /// the soft edge of a letter; every other colour becomes the nearest of them.
    #[must_use]
    pub fn in_few_colours(&self) -> Self {
        let mut times: BTreeMap<[u8; 3], usize> = BTreeMap::new();
        for pixel in &self.pixels {
            *times.entry(*pixel).or_default() += 1;
        }
        let mut colours: Vec<[u8; 3]> = times.keys().copied().collect();
        colours.sort_by_key(|colour| std::cmp::Reverse(times[colour]));
        colours.truncate(256);
        let nearest = |colour: &[u8; 3]| colours.iter().copied().min_by_key(|other| distance(*colour, *other));
        let turned: BTreeMap<[u8; 3], [u8; 3]> =
            times.keys().filter_map(|colour| Some((*colour, nearest(colour)?))).collect();
        Self { pixels: self.pixels.iter().map(|pixel| turned[pixel]).collect(), ..*self }
    }

    /// A PNG file with a palette.
    ///
    /// # Panics
    /// Where there are more than 256 colours; see [`Picture::in_few_colours`].
    #[must_use]
    pub fn to_png(&self) -> Vec<u8> {
        let mut palette: Vec<[u8; 3]> = self.pixels.clone();
        palette.sort_unstable();
        palette.dedup();
        let place = |pixel: &[u8; 3]| palette.binary_search(pixel).ok().and_then(|place| u8::try_from(place).ok());
        let places: Option<Vec<u8>> = self.pixels.iter().map(place).collect();
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().expect("it is written to memory");
        writer.write_image_data(&places.expect("there are few colours")).expect("it is written to memory");
        writer.finish().expect("it is written to memory");
        file
    }

    /// A picture out of a PNG file; none where it cannot be read.
    #[must_use]
    pub fn from_png(file: &[u8]) -> Option<Self> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().ok()?;
        let mut bytes = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut bytes).ok()?;
        let pixels = bytes.chunks_exact(info.color_type.samples()).map(|it| [it[0], it[1], it[2]]).collect();
        Some(Self { width: info.width as usize, height: info.height as usize, pixels })
    }
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}
