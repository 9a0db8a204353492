package io.aula.transcoder.job;

import io.aula.media.captions.TextTrack;
import io.aula.media.captions.TextTrackFile;
import io.aula.transcoder.packaging.SegmentInfo;
import io.aula.transcoder.packaging.TrackInfo;
import io.aula.transcoder.pipeline.ChildEvent.PosterFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a child has written, read once, without following a link, and looked at before anything of it is stored: the child
 * read a stranger's file, so neither its names nor its sizes nor its bytes are believed. What was read is what is stored; a
 * child that changes a file afterwards changes nothing.
 */
final class OutputCheck {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<TextTrack>> TRACKS = new TypeReference<>() {};
    private static final Pattern TRACK = Pattern.compile("v[0-9]{1,5}|audio(-[0-9]{1,2})?");
    private static final Pattern FRAME = Pattern.compile("frame-[1-6]\\.jpg");
    private static final Pattern CODEC = Pattern.compile("[A-Za-z0-9.]{1,40}");
    private static final int LARGEST_SEGMENT = 32 << 20;
    private static final int LARGEST_PICTURE = 16 << 20;
    private static final int LARGEST_HEADER = 1 << 20;
    private static final int BOX_HEADER = 8;
    private static final long LONGEST_SEGMENT_SECONDS = 60;

    private final Path output;

    OutputCheck(Path output) {
        this.output = output;
    }

    /** The child has written something else than it said. */
    static final class UntrueException extends IOException {
        private static final long serialVersionUID = 1L;

        UntrueException(String message) {
            super(message);
        }
    }

    /** What goes into playlists word for word. */
    void track(TrackInfo track) throws UntrueException {
        name(track.name());
        if (!CODEC.matcher(track.codec()).matches() || track.timescale() <= 0) {
            throw new UntrueException("a track with the codec " + printable(track.codec()));
        }
    }

    byte[] header(String track) throws IOException {
        byte[] header = read(List.of(name(track), "init.mp4"), LARGEST_HEADER);
        boxes(header, List.of("ftyp", "moov"), track + "/init.mp4");
        return header;
    }

    byte[] segment(String track, TrackInfo info, SegmentInfo segment, int expected) throws IOException {
        String called = name(track) + "/" + segment.fileName();
        if (segment.number() != expected) {
            throw new UntrueException(called + " instead of number " + expected);
        }
        if (segment.duration() <= 0 || segment.duration() > LONGEST_SEGMENT_SECONDS * info.timescale()) {
            throw new UntrueException(called + " of " + segment.duration() + " ticks");
        }
        byte[] bytes = read(List.of(track, segment.fileName()), LARGEST_SEGMENT);
        if (bytes.length != segment.bytes()) {
            throw new UntrueException(called + " of " + bytes.length + " bytes instead of " + segment.bytes());
        }
        boxes(bytes, List.of("styp", "moof", "mdat"), called);
        return bytes;
    }

    byte[] jpeg(String name) throws IOException {
        byte[] bytes = read(List.of(name), LARGEST_PICTURE);
        if (bytes.length < 4 || (bytes[0] & 0xff) != 0xff || (bytes[1] & 0xff) != 0xd8) {
            throw new UntrueException(name + " is no JPEG");
        }
        return bytes;
    }

    byte[] frame(PosterFrame frame) throws IOException {
        if (!FRAME.matcher(frame.file()).matches() || frame.atMs() < 0) {
            throw new UntrueException("a frame called " + printable(frame.file()));
        }
        return jpeg(frame.file());
    }

    byte[] webp(String name) throws IOException {
        byte[] bytes = read(List.of(name), LARGEST_PICTURE);
        if (bytes.length < 12 || !isAt(bytes, 0, "RIFF") || !isAt(bytes, 8, "WEBP")) {
            throw new UntrueException(printable(name) + " is no WebP");
        }
        return bytes;
    }

    byte[] avif(String name) throws IOException {
        byte[] bytes = read(List.of(name), LARGEST_PICTURE);
        if (bytes.length < 12 || !isAt(bytes, 4, "ftypavif")) {
            throw new UntrueException(name + " is no AVIF");
        }
        return bytes;
    }

    byte[] tiles(String name) throws IOException {
        byte[] bytes = read(List.of(name), LARGEST_PICTURE);
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean isTiles = text.startsWith("WEBVTT")
                && text.lines()
                        .skip(1)
                        .allMatch(line -> line.matches("|[0-9:.]+ --> [0-9:.]+|sprite\\.jpg#xywh=[0-9,]+"));
        if (!isTiles) {
            throw new UntrueException(name + " is no list of tiles");
        }
        return bytes;
    }

    /** Text tracks within their bounds, and nothing else. */
    List<TextTrack> texts(String name) throws IOException {
        try {
            List<TextTrack> tracks = JSON.readValue(read(List.of(name), TextTrackFile.LARGEST), TRACKS);
            boolean isBounded = tracks.size() <= TextTrackFile.MOST_TRACKS
                    && tracks.stream().allMatch(OutputCheck::isBounded);
            if (!isBounded) {
                throw new UntrueException(name + " with more than there may be");
            }
            return tracks;
        } catch (JacksonException e) {
            throw new UntrueException(name + " that holds no text tracks");
        }
    }

    private static boolean isBounded(TextTrack track) {
        return track.locale().matches("[a-z]{2,3}(-[a-z0-9]{2,8}){0,10}")
                && track.cues().size() <= TextTrack.MOST_CUES
                && track.cues().stream()
                        .allMatch(cue -> cue.startMs() >= 0
                                && cue.endMs() > cue.startMs()
                                && cue.text().length() <= TextTrack.LONGEST_TEXT);
    }

    /** Exactly these boxes, one after another, to the last byte. */
    private static void boxes(byte[] bytes, List<String> wanted, String called) throws UntrueException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int at = 0;
        for (String type : wanted) {
            int size = at + BOX_HEADER <= bytes.length ? in.getInt(at) : 0;
            if (size < BOX_HEADER || at + (long) size > bytes.length || !isAt(bytes, at + 4, type)) {
                throw new UntrueException(called + " has no " + type + " where it belongs");
            }
            at += size;
        }
        if (at != bytes.length) {
            throw new UntrueException(called + " goes on behind its end");
        }
    }

    private static boolean isAt(byte[] bytes, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static String name(String track) throws UntrueException {
        if (!TRACK.matcher(track).matches()) {
            throw new UntrueException("a track called " + printable(track));
        }
        return track;
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(40, text.length())).replaceAll("\\p{Cntrl}", "?");
    }

    /** Each folder is opened within the last one, so that none can be exchanged for a link on the way. */
    private byte[] read(List<String> names, int most) throws IOException {
        try (DirectoryStream<Path> folder = Files.newDirectoryStream(output)) {
            if (!(folder instanceof SecureDirectoryStream<Path> here)) {
                throw new IOException("this system opens no files within a folder");
            }
            if (names.size() == 1) {
                return read(here, names.getFirst(), most);
            }
            try (SecureDirectoryStream<Path> inner =
                    here.newDirectoryStream(Path.of(names.getFirst()), LinkOption.NOFOLLOW_LINKS)) {
                return read(inner, names.getLast(), most);
            }
        }
    }

    private static byte[] read(SecureDirectoryStream<Path> folder, String name, int most) throws IOException {
        Path path = Path.of(name);
        if (path.getNameCount() != 1 || path.isAbsolute() || name.startsWith(".")) {
            throw new UntrueException("a file called " + printable(name));
        }
        BasicFileAttributes file = folder.getFileAttributeView(
                        path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!file.isRegularFile() || file.size() > most) {
            throw new UntrueException(name + " is no file of at most " + most + " bytes");
        }
        try (SeekableByteChannel channel =
                        folder.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = Channels.newInputStream(channel)) {
            return in.readNBytes(most);
        }
    }
}
