package io.aula.transcoder.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads codec, size and timescale from a {@code moov}. */
final class TrackHeader {

    private static final String[] SAMPLE_DESCRIPTIONS = {"moov", "trak", "mdia", "minf", "stbl", "stsd"};

    private TrackHeader() {}

    static TrackInfo read(String name, ByteBuffer moov) throws IOException {
        int mdhd = Boxes.find(moov, 0, moov.capacity(), "moov", "trak", "mdia", "mdhd");
        int timescale = moov.getInt(mdhd + 8 + (moov.get(mdhd + 8) == 1 ? 20 : 12));
        int entry = Boxes.find(moov, 0, moov.capacity(), SAMPLE_DESCRIPTIONS) + 16;
        String type = Boxes.type(moov, entry);
        if (!type.startsWith("avc")) {
            return new TrackInfo(
                    name, "mp4a.40.2", 0, 0, timescale, moov.getInt(entry + 32) >>> 16, moov.getShort(entry + 24));
        }
        int avcC = Boxes.find(moov, entry + 86, entry + moov.getInt(entry), "avcC");
        String codec = "%s.%02x%02x%02x".formatted(type, moov.get(avcC + 9), moov.get(avcC + 10), moov.get(avcC + 11));
        return new TrackInfo(
                name, codec, moov.getShort(entry + 32) & 0xffff, moov.getShort(entry + 34) & 0xffff, timescale, 0, 0);
    }
}
