//! Pictures: what they are, a small one to show, and one that WhatsApp takes.
//!
//! They come from anybody, so that every decoder is bounded: a file of a few bytes may claim to be larger than the
//! memory. All of this takes processor time; call it off the async threads.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

/// The longest side of a small picture, in points.
const SMALL: u32 = 640;
/// Beyond what cameras make, and within what a small computer has memory for.
const MOST_POINTS: u64 = 64_000_000;
const MOST_MEMORY_BYTES: u64 = 512 * 1024 * 1024;
const SMALL_QUALITY: u8 = 80;
/// Tried in this order until the file is small enough.
const QUALITIES: [u8; 3] = [85, 75, 65];
/// The longest sides, in points; the first leaves all pictures of today's phones as large as they are.
const SIDES: [u32; 5] = [10_000, 4096, 2560, 1600, 1024];

/// Why a picture cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is no JPEG, PNG, WebP or GIF, or a broken one.
    #[error("not a picture: {0}")]
    Unreadable(#[from] image::ImageError),
    /// It has more points than this computer should unpack.
    #[error("a picture of {0} by {1} is too large")]
    TooLarge(u32, u32),
}

/// What is known of a picture without unpacking it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureInfo {
    /// Its width as it is to be shown, in points.
    pub width: u32,
    /// Its height as it is to be shown, in points.
    pub height: u32,
}

/// The size of a picture, as its camera was held.
///
/// # Errors
/// When it is no picture that can be read.
pub fn describe(file: &[u8]) -> Result<PictureInfo, PictureError> {
    let mut decoder = open(file)?;
    let (width, height) = decoder.dimensions();
    Ok(turned(decoder.orientation()?, width, height))
}

/// A picture that fits into 640 by 640 points, as PNG when one can see through it and else as JPEG, without anything that the original tells beside what it shows.
///
/// # Errors
/// When it is no picture that can be read, or one of more than 64 million points.
pub fn thumbnail(file: &[u8]) -> Result<Vec<u8>, PictureError> {
    let picture = unpack(file)?;
    let is_small = picture.width().max(picture.height()) <= SMALL;
    let small = if is_small { picture } else { picture.thumbnail(SMALL, SMALL) };
    if !is_transparent(&small) {
        return jpeg(&small.to_rgb8(), SMALL_QUALITY);
    }
    let mut png = Cursor::new(Vec::new());
    small.to_rgba8().write_to(&mut png, ImageFormat::Png)?;
    Ok(png.into_inner())
}

/// Whether WhatsApp takes the file as a picture, as far as its colours go: of PNG it takes only 8-bit RGB and RGBA
/// (Meta, "Media messages").
pub fn fits_whatsapp(file: &[u8]) -> bool {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    // Behind the signature comes the head: its length, its name, width and height, then depth and kind of colour.
    !file.starts_with(PNG) || matches!(file.get(24..26), Some([8, 2 | 6]))
}

/// Whether it is a WebP that moves.
pub fn is_animated(file: &[u8]) -> bool {
    WebPDecoder::new(Cursor::new(file)).is_ok_and(|decoder| decoder.has_animation())
}

/// The same picture as a JPEG of at most `most_bytes`, as good as that allows, upright, on white where one could see
/// through it, and without what cameras write beside it (such as the place).
///
/// # Errors
/// When it is no picture that can be read, or one of more than 64 million points.
pub fn shrink(file: &[u8], most_bytes: usize) -> Result<Vec<u8>, PictureError> {
    let mut picture = on_white(unpack(file)?);
    let mut smallest = Vec::new();
    for side in SIDES {
        if picture.width().max(picture.height()) > side {
            picture = DynamicImage::from(picture).thumbnail(side, side).into_rgb8();
        }
        for quality in QUALITIES {
            smallest = jpeg(&picture, quality)?;
            if smallest.len() <= most_bytes {
                return Ok(smallest);
            }
        }
    }
    // 1024 points a side at the worst quality are far below any limit of WhatsApp's.
    Ok(smallest)
}

fn open(file: &[u8]) -> Result<impl ImageDecoder, PictureError> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(image::ImageError::from)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY_BYTES);
    reader.limits(limits);
    Ok(reader.into_decoder()?)
}

fn unpack(file: &[u8]) -> Result<DynamicImage, PictureError> {
    let mut decoder = open(file)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_POINTS {
        return Err(PictureError::TooLarge(width, height));
    }
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn turned(orientation: Orientation, width: u32, height: u32) -> PictureInfo {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => {
            PictureInfo { width: height, height: width }
        }
        Orientation::NoTransforms
        | Orientation::Rotate180
        | Orientation::FlipHorizontal
        | Orientation::FlipVertical => PictureInfo { width, height },
    }
}

fn is_transparent(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|point| point.0[3] != u8::MAX)
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen_through = picture.into_rgba8();
    RgbImage::from_fn(seen_through.width(), seen_through.height(), |x, y| {
        let [red, green, blue, alpha] = seen_through.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|colour| over_white(colour, alpha)))
    })
}

fn over_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha, white) = (u16::from(colour), u16::from(alpha), u16::from(u8::MAX));
    u8::try_from((colour * alpha + white * (white - alpha)) / white).unwrap_or(u8::MAX)
}

fn jpeg(picture: &RgbImage, quality: u8) -> Result<Vec<u8>, PictureError> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality).encode_image(picture)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, ImageBuffer, Luma, Rgba, RgbaImage};

    use super::*;

    fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
        let mut file = Cursor::new(Vec::new());
        picture.into().write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    }

    /// Every point another colour, so that it packs badly.
    fn noise(width: u32, height: u32) -> RgbImage {
        let mut random = fastrand::Rng::with_seed(7);
        RgbImage::from_fn(width, height, |_, _| Rgb([random.u8(..), random.u8(..), random.u8(..)]))
    }

    /// The JPEG with a head of EXIF that says how the camera was held.
    fn held(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let tiff = [b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0]];
        let exif = [b"Exif\0\0".as_slice(), &tiff.concat()].concat();
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    /// Left half red, right half blue.
    fn red_and_blue(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) })
    }

    #[test]
    fn a_small_picture_fits_and_keeps_its_shape() {
        let file = jpeg(&noise(1200, 300), 90).unwrap();
        let small = thumbnail(&file).unwrap();
        assert_eq!(describe(&file).unwrap(), PictureInfo { width: 1200, height: 300 });
        assert_eq!(describe(&small).unwrap(), PictureInfo { width: 640, height: 160 });
        assert_eq!(image::guess_format(&small).unwrap(), ImageFormat::Jpeg);
        let tiny = thumbnail(&png(noise(20, 10))).unwrap();
        assert_eq!(
            describe(&tiny).unwrap(),
            PictureInfo { width: 20, height: 10 },
            "what is small already is not made larger"
        );
    }

    #[test]
    fn a_picture_is_shown_as_the_camera_was_held() {
        let lying = held(&jpeg(&red_and_blue(64, 32), 95).unwrap(), 6);
        assert_eq!(describe(&lying).unwrap(), PictureInfo { width: 32, height: 64 });
        let upright = image::load_from_memory(&thumbnail(&lying).unwrap()).unwrap().into_rgb8();
        assert_eq!(upright.dimensions(), (32, 64));
        let (top, bottom) = (upright.get_pixel(16, 8), upright.get_pixel(16, 56));
        assert!(top[0] > 200 && bottom[2] > 200, "turned clockwise, the left is on top: {top:?} {bottom:?}");
        let shrunk = shrink(&lying, 5_000_000).unwrap();
        assert_eq!(describe(&shrunk).unwrap(), PictureInfo { width: 32, height: 64 });
        assert!(!shrunk.windows(4).any(|window| window == b"Exif"), "what the camera wrote is gone");
    }

    #[test]
    fn what_can_be_seen_through_stays_so_when_small_and_turns_white_when_sent() {
        let mut sticker = RgbaImage::from_pixel(600, 600, Rgba([0, 0, 0, 0]));
        sticker.put_pixel(300, 300, Rgba([0, 0, 0, 255]));
        let file = png(sticker);
        let small = image::load_from_memory(&thumbnail(&file).unwrap()).unwrap();
        assert_eq!(small.into_rgba8().get_pixel(0, 0)[3], 0);
        let sent = image::load_from_memory(&shrink(&file, 5_000_000).unwrap()).unwrap().into_rgb8();
        assert!(sent.get_pixel(0, 0).0.iter().all(|colour| *colour > 250));
    }

    #[test]
    fn a_picture_is_shrunk_until_it_fits() {
        let file = png(noise(1200, 1200));
        for most in [1_400_000, 1_100_000] {
            let shrunk = shrink(&file, most).unwrap();
            assert!(shrunk.len() <= most && !shrunk.is_empty(), "{} of {most}", shrunk.len());
            assert!(describe(&shrunk).unwrap().width >= 1024);
        }
    }

    #[test]
    fn whatsapp_takes_png_of_eight_bits_and_three_or_four_colours_only() {
        assert!(fits_whatsapp(&png(noise(4, 4))));
        assert!(fits_whatsapp(&png(RgbaImage::new(4, 4))));
        assert!(!fits_whatsapp(&png(GrayImage::new(4, 4))));
        let deep: ImageBuffer<Luma<u16>, Vec<u16>> = ImageBuffer::new(4, 4);
        assert!(!fits_whatsapp(&png(deep)));
        assert!(fits_whatsapp(&jpeg(&noise(4, 4), 80).unwrap()));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        // A PNG of a few bytes that claims to have 60 000 by 60 000 points.
        let mut file = png(GrayImage::new(1, 1));
        file[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        assert!(thumbnail(&file).is_err() && shrink(&file, 5_000_000).is_err());
        assert!(matches!(thumbnail(b"no picture"), Err(PictureError::Unreadable(_))));
    }

    #[test]
    fn a_sticker_that_moves_is_told_from_one_that_does_not() {
        let mut still = Cursor::new(Vec::new());
        DynamicImage::from(noise(8, 8)).write_to(&mut still, ImageFormat::WebP).unwrap();
        let still = still.into_inner();
        assert!(!is_animated(&still));
        assert!(is_animated(&moving(&still)));
    }

    /// The still picture as the only frame of an animation.
    fn moving(still: &[u8]) -> Vec<u8> {
        let chunk =
            |name: &[u8], inside: &[u8]| [name, &u32::try_from(inside.len()).unwrap().to_le_bytes(), inside].concat();
        let canvas = chunk(b"VP8X", &[0x02, 0, 0, 0, 7, 0, 0, 7, 0, 0]);
        let animation = chunk(b"ANIM", &[0; 6]);
        let frame = [&[0; 6], [7, 0, 0, 7, 0, 0].as_slice(), &[100, 0, 0, 0], &still[12..]].concat();
        let inside = [b"WEBP".as_slice(), &canvas, &animation, &chunk(b"ANMF", &frame)].concat();
        chunk(b"RIFF", &inside)
    }
}
