package io.aula.transcoder.pipeline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Files that hold nothing and say where something is. */
final class PointingFiles {

    private static final byte[] FIRST_BOX = {0, 0, 0, 8, 'f', 'r', 'e', 'e'};
    private static final Set<String> AROUND_REFERENCES = Set.of("moov", "trak", "mdia", "minf", "dinf");

    private PointingFiles() {}

    static byte[] playlist(String address) {
        return text(
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://%s/a.ts\n#EXTINF:4,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n"
                        .formatted(address));
    }

    static byte[] manifest(String address) {
        return text(("<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" "
                        + "profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" minBufferTime=\"PT1S\"><BaseURL>http://%s/</BaseURL>"
                        + "<Period><AdaptationSet mimeType=\"video/mp4\"><Representation id=\"1\" bandwidth=\"1\"><BaseURL>a.mp4</BaseURL>"
                        + "</Representation></AdaptationSet></Period></MPD>\n")
                .formatted(address));
    }

    static byte[] session(String address) {
        String port = address.replaceFirst(".*:", "");
        return text(
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\na=control:rtsp://%s/a\nm=video %s RTP/AVP 96\na=rtpmap:96 H264/90000\n"
                        .formatted(address, port));
    }

    static byte[] list(String address) {
        return text("ffconcat version 1.0\nfile http://%s/a.mp4\nfile /etc/hostname\n".formatted(address));
    }

    static byte[] behindABox(byte[] bytes) {
        return joined(FIRST_BOX, bytes);
    }

    /** QuickTime File Format, "Reference movies": {@code rmra}, {@code rmda}, {@code rdrf}. */
    static byte[] alternatives(String address) {
        byte[] url = text("http://" + address + "/a.mov\0");
        ByteBuffer reference = ByteBuffer.allocate(12 + url.length).putInt(0);
        reference.put(text("url ")).putInt(url.length).put(url);
        return joined(
                box("ftyp", text("qt  \0\0\0\0qt  ")),
                box("moov", box("rmra", box("rmda", box("rdrf", reference.array())))));
    }

    /** A movie whose samples lie elsewhere (ISO/IEC 14496-12, 8.7.2), and so not in it. */
    static byte[] reference(byte[] movie, String kind, String address) throws IOException {
        byte[] entry = box(kind, joined(new byte[4], text("http://" + address + "/a.mov\0")));
        byte[] references = box("dref", joined(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, entry));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(movie);
        for (int at = 0; at < movie.length; at += in.getInt(at)) {
            if (!"mdat".equals(type(in, at))) {
                out.write(pointing(in, at, references));
            }
        }
        return out.toByteArray();
    }

    private static byte[] pointing(ByteBuffer in, int at, byte[] references) throws IOException {
        String type = type(in, at);
        int end = at + in.getInt(at);
        if ("dref".equals(type)) {
            return references;
        }
        if (!AROUND_REFERENCES.contains(type)) {
            return java.util.Arrays.copyOfRange(in.array(), at, end);
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int child = at + 8; child < end; child += in.getInt(child)) {
            content.write(pointing(in, child, references));
        }
        return box(type, content.toByteArray());
    }

    private static String type(ByteBuffer in, int at) {
        return new String(in.array(), at + 4, 4, StandardCharsets.ISO_8859_1);
    }

    private static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(text(type))
                .put(content)
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
