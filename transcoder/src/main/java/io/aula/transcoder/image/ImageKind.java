package io.aula.transcoder.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the first bytes say a file is; nothing else is believed, least of all its name. */
enum ImageKind {
    JPEG("jpegload"),
    PNG("pngload"),
    GIF("gifload"),
    WEBP("webpload"),
    AVIF("heifload"),
    HEIC("heifload");

    private static final int LOOKED_AT = 512;
    /** ISO/IEC 23008-12, 10.2 and annex B: pictures coded with HEVC, and those whose coding the first brand leaves open. */
    private static final List<String> HEIC_BRANDS =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    private static final List<String> AVIF_BRANDS = List.of("avif", "avis");

    private final String loader;

    ImageKind(String loader) {
        this.loader = loader;
    }

    /** The one part of libvips that reads this kind. */
    String loader() {
        return loader;
    }

    static ImageKind of(Path file) throws IOException, UnusableImageException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LOOKED_AT);
        }
        if (head.length == 0) {
            throw new UnusableImageException(ImageFinding.EMPTY_FILE);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("GIF8")) {
            return GIF;
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (text.startsWith("ftyp", 4)) {
            return ofBrands(text);
        }
        boolean isDrawing = text.toLowerCase(Locale.ROOT).contains("<svg");
        throw new UnusableImageException(isDrawing ? ImageFinding.DRAWING : ImageFinding.NOT_A_PICTURE);
    }

    /** {@code mif1} says only that it is a still: an AVIF may begin with it and name itself among the compatible brands. */
    private static ImageKind ofBrands(String text) throws UnusableImageException {
        int end = Math.min(text.length(), Math.max(16, text.charAt(2) << 8 | text.charAt(3)));
        for (int at = 8; at + 4 <= end; at += 4) {
            if (at != 12 && AVIF_BRANDS.contains(text.substring(at, at + 4))) {
                return AVIF;
            }
        }
        for (int at = 8; at + 4 <= end; at += 4) {
            if (at != 12 && HEIC_BRANDS.contains(text.substring(at, at + 4))) {
                return HEIC;
            }
        }
        throw new UnusableImageException(ImageFinding.NOT_A_PICTURE);
    }
}
