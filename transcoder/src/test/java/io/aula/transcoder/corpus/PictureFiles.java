package io.aula.transcoder.corpus;

import static io.aula.transcoder.corpus.Checks.beepsAt;
import static io.aula.transcoder.corpus.Checks.flashesAt;
import static io.aula.transcoder.corpus.Checks.hasColour;
import static io.aula.transcoder.corpus.Checks.hasRate;
import static io.aula.transcoder.corpus.Checks.hasSize;
import static io.aula.transcoder.corpus.Checks.isBrightest;
import static io.aula.transcoder.corpus.Checks.lasts;
import static io.aula.transcoder.corpus.Checks.speaks;
import static io.aula.transcoder.corpus.OrdinaryFiles.AAC;
import static io.aula.transcoder.corpus.OrdinaryFiles.ODD_SECONDS;
import static io.aula.transcoder.corpus.OrdinaryFiles.X264;
import static io.aula.transcoder.corpus.OrdinaryFiles.clip;
import static io.aula.transcoder.corpus.OrdinaryFiles.picture;
import static io.aula.transcoder.corpus.OrdinaryFiles.sound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aula.transcoder.packaging.TrackInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Containers, codecs, rates, sizes and tracks as cameras, phones and editors write them. */
final class PictureFiles {

    private PictureFiles() {}

    static List<MadeFile> all() {
        List<MadeFile> all = new ArrayList<>();
        all.addAll(formats());
        all.addAll(rates());
        all.addAll(sizes());
        all.addAll(colours());
        all.addAll(tracks());
        all.addAll(thumbnails());
        all.addAll(SecretFiles.all());
        return all;
    }

    private static List<MadeFile> formats() {
        List<MadeFile> all = new ArrayList<>();
        record Kind(String file, String codecs) {}
        for (Kind kind : List.of(
                new Kind("phone.3gp", " -s 352x288 -c:v h263 -c:a aac "),
                new Kind("old.avi", " -c:v mpeg4 -c:a libmp3lame "),
                new Kind("camera.avi", " -c:v mjpeg -pix_fmt yuvj420p -c:a pcm_s16le "),
                new Kind("stream.flv", X264 + AAC),
                new Kind("free.ogv", " -c:v libtheora -q:v 7 -c:a libvorbis "),
                new Kind("editor.mov", " -c:v prores_ks -profile:v 0 -c:a pcm_s16le "),
                new Kind("broadcast.ts", " -c:v mpeg2video -c:a mp2 "),
                new Kind("disc.mpg", " -c:v mpeg2video -c:a mp2 -f vob "),
                new Kind("camcorder.m2ts", X264 + " -c:a ac3 "),
                new Kind("pieces.mp4", X264 + AAC + " -movflags frag_keyframe+delay_moov+default_base_moof "),
                new Kind("vp9.webm", " -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus "),
                new Kind("no-cues.webm", " -c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus -live 1 "),
                new Kind(
                        "open-gop.mp4",
                        " -c:v libx265 -preset ultrafast -x265-params open-gop=1:keyint=30:bframes=3:log-level=none -tag:v hvc1 -c:a aac "),
                new Kind(
                        "open-gop.mkv",
                        " -c:v libx264 -preset veryfast -g 30 -bf 3 -x264-params open-gop=1 -pix_fmt yuv420p -c:a aac "),
                new Kind(
                        "ten-bit.mp4",
                        " -c:v libx265 -preset ultrafast -x265-params log-level=none -pix_fmt yuv420p10le -c:a aac "),
                new Kind("full-chroma.mp4", " -c:v libx264 -preset ultrafast -pix_fmt yuv444p -c:a aac "),
                new Kind("interlaced.ts", " -c:v mpeg2video -flags +ildct+ilme -c:a mp2 "),
                new Kind("ac3.mkv", X264 + " -c:a ac3 "))) {
            all.add(MadeFile.of(
                            "reads " + kind.file(),
                            kind.file(),
                            clip().replace("320x180", kind.file().endsWith("3gp") ? "352x288" : "320x180")
                                    + kind.codecs())
                    .and(flashesAt(ODD_SECONDS))
                    .and(beepsAt(ODD_SECONDS))
                    .and(lasts(8, 0.1))
                    .and(Checks.holds(8)));
        }
        for (String box : List.of("styp", "uuid", "free")) {
            all.add(MadeFile.of("reads a file that begins with " + box, box + "-first.mp4", (file, folder) -> {
                        Ffmpeg.make(
                                file, clip() + X264 + AAC + " -movflags frag_keyframe+delay_moov+default_base_moof ");
                        OrdinaryFiles.Bytes.insert(file, box);
                    })
                    .and(flashesAt(ODD_SECONDS))
                    .and(beepsAt(ODD_SECONDS)));
        }
        MadeFile turned = MadeFile.of("turns a phone's picture upright", "turned.mp4", (file, folder) -> {
                    Path flat = Ffmpeg.make(folder.resolve("flat.mp4"), clip() + X264 + AAC);
                    Ffmpeg.make(file, " -i " + flat + " -c copy -metadata:s:v rotate=90 ");
                })
                .and(hasSize(180, 320));
        all.add(turned);
        String marked = " -f lavfi -i color=black:s=320x180:r=25:d=2,drawbox=t=fill:c=white:w=160:h=90 ";
        record Turn(String container, int degrees, String quarter) {}
        for (Turn turn : List.of(
                new Turn("mp4", 90, "top right"),
                new Turn("mp4", 180, "bottom right"),
                new Turn("mp4", 270, "bottom left"),
                new Turn("mkv", 90, "top right"),
                new Turn("mkv", 180, "bottom right"),
                new Turn("mkv", 270, "bottom left"),
                new Turn("webm", 90, "top right"))) {
            String named = turn.container() + "-" + turn.degrees();
            MadeFile file = MadeFile.of(
                            "turns a picture of %s by %d degrees".formatted(turn.container(), turn.degrees()),
                            "turn-" + turn.degrees() + "." + turn.container(),
                            (target, folder) ->
                                    turned(target, folder.resolve("flat-" + named + ".mp4"), marked, turn.degrees()))
                    .and(isBrightest(turn.quarter()))
                    .and(turn.degrees() == 180 ? hasSize(320, 180) : hasSize(180, 320));
            all.add("mkv-90".equals(named) ? file.quick() : file);
        }
        all.add(MadeFile.of("turns a picture as an older Matroska tag says", "tagged.mkv", (file, folder) -> {
                    Ffmpeg.make(file, marked + X264 + " -fflags +bitexact ");
                    ByteBuffer tags = ByteBuffer.allocate(32);
                    tags.putInt(0x1254C367)
                            .put((byte) (0x80 | 27))
                            .putShort((short) 0x7373)
                            .put((byte) (0x80 | 24));
                    tags.putShort((short) 0x63C0)
                            .put((byte) 0x84)
                            .putShort((short) 0x63C5)
                            .put(new byte[] {(byte) 0x81, 1});
                    tags.putShort((short) 0x67C8)
                            .put((byte) (0x80 | 14))
                            .putShort((short) 0x45A3)
                            .put((byte) 0x86);
                    tags.put("ROTATE".getBytes(StandardCharsets.US_ASCII))
                            .putShort((short) 0x4487)
                            .put((byte) 0x82);
                    tags.put("90".getBytes(StandardCharsets.US_ASCII));
                    OrdinaryFiles.Bytes.insertInto(file, List.of(0x18538067), tags.array());
                })
                .and(isBrightest("top right"))
                .and(hasSize(180, 320)));
        all.add(MadeFile.of(
                        "keeps proportions when a window changes its size midway", "resized.webm", (file, folder) -> {
                            String codec = " -c:v libvpx -deadline realtime -cpu-used 8 ";
                            Path wide = Ffmpeg.make(folder.resolve("wide.webm"), picture("320x180", "25", 4) + codec);
                            Path tall = Ffmpeg.make(folder.resolve("tall.webm"), picture("180x320", "25", 4) + codec);
                            Path list = Files.writeString(
                                    folder.resolve("sizes.txt"), "file '%s'\nfile '%s'\n".formatted(wide, tall));
                            Ffmpeg.make(file, " -f concat -safe 0 -i " + list + " -c copy ");
                        })
                .and(hasSize(320, 180))
                .and(lasts(8, 0.1))
                .and(watched -> {
                    double[] bright = watched.brightness(watched.best().name());
                    if (bright[126] < 60 || bright[126] > 110) {
                        throw new AssertionError("a tall picture fills " + bright[126] + " of a wide one");
                    }
                }));
        return all;
    }

    /** Each thumbnail is looked into: every few seconds the picture is of another grey, from dark to bright. */
    private static List<MadeFile> thumbnails() {
        List<MadeFile> all = new ArrayList<>();
        record Kind(String container, String codecs, int seconds, int each) {}
        for (Kind kind : List.of(
                new Kind("mp4", X264, 8, 1),
                new Kind("mkv", X264, 8, 1),
                new Kind("ts", X264, 8, 1),
                new Kind("mpg", " -c:v mpeg2video -f vob ", 8, 1),
                new Kind("webm", " -c:v libvpx -deadline realtime -cpu-used 8 ", 8, 1),
                new Kind("mov", X264, 150, 2))) {
            MadeFile file = MadeFile.of(
                            "shows by each thumbnail its own second in %s of %d s"
                                    .formatted(kind.container(), kind.seconds()),
                            "greys." + kind.container(),
                            " -f lavfi -i color=black:s=160x90:r=25:d=%d,geq=lum=16+28*mod(floor(T/%d)\\,8):cb=128:cr=128 "
                                            .formatted(kind.seconds(), kind.each())
                                    + kind.codecs())
                    .and(watched -> {
                        for (int second = 0; second < kind.seconds(); second += kind.each()) {
                            double grey = 28 * (second / kind.each() % 8) * 255 / 219.0;
                            assertThat(watched.tileAt(second + kind.each() * 0.4))
                                    .as("second " + second)
                                    .isCloseTo(grey, within(14.0));
                        }
                    });
            all.add("mp4".equals(kind.container()) ? file.quick() : file);
        }
        return all;
    }

    /** ffmpeg writes no projection: the roll, which is counted against the clock, is put into the track's head here. */
    private static void turned(Path file, Path flat, String picture, int degrees) throws IOException {
        String name = file.toString();
        if (name.endsWith("mp4")) {
            Ffmpeg.make(flat, picture + X264);
            Ffmpeg.make(file, " -i " + flat + " -c copy -metadata:s:v rotate=" + (360 - degrees) + " ");
            return;
        }
        String codec = name.endsWith("webm") ? " -c:v libvpx -deadline realtime -cpu-used 8 " : X264;
        Ffmpeg.make(file, picture + codec + " -write_crc32 0 -live 1 ");
        ByteBuffer projection = ByteBuffer.allocate(10);
        projection.putShort((short) 0x7670).put((byte) 0x87);
        projection.putShort((short) 0x7675).put((byte) 0x84).putFloat(degrees > 180 ? 360 - degrees : -degrees);
        OrdinaryFiles.Bytes.insertInto(file, List.of(0x18538067, 0x1654AE6B, 0xAE, 0xE0), projection.array());
    }

    private static List<MadeFile> rates() {
        List<MadeFile> all = new ArrayList<>();
        record Rate(String of, double kept) {}
        for (Rate rate : List.of(
                new Rate("48", 48),
                new Rate("40", 40),
                new Rate("23", 23),
                new Rate("25/2", 12.5),
                new Rate("24000/1001", 24000 / 1001.0),
                new Rate("30000/1001", 30000 / 1001.0),
                new Rate("60", 60),
                new Rate("120", 60),
                new Rate("240", 60),
                new Rate("480", 60),
                new Rate("100", 50),
                new Rate("15", 15))) {
            for (String container : List.of("mp4", "mkv")) {
                if ("mkv".equals(container) && rate.kept() != 40 && rate.kept() != 12.5) {
                    continue;
                }
                MadeFile file = MadeFile.of(
                                "makes %s pictures a second of %s in %s".formatted(rate.kept(), rate.of(), container),
                                "rate-" + rate.of().replace('/', '-') + "." + container,
                                picture("160x90", rate.of(), 4) + sound(4) + X264 + AAC)
                        .and(hasRate(rate.kept()))
                        .and(flashesAt(1, 3))
                        .and(beepsAt(1, 3));
                all.add("25/2".equals(rate.of()) && "mp4".equals(container) ? file.quick() : file);
            }
        }
        all.add(MadeFile.of(
                        "makes a constant rate of a changing one",
                        "changing.mkv",
                        clip() + " -vf select=not(between(mod(n\\,50)\\,5\\,20)) -vsync vfr " + X264 + AAC)
                .and(hasRate(25))
                .and(flashesAt(ODD_SECONDS))
                .and(beepsAt(ODD_SECONDS)));
        return all;
    }

    private static List<MadeFile> sizes() {
        List<MadeFile> all = new ArrayList<>();
        record Size(String of, int width, int height) {}
        for (Size size : List.of(
                new Size("1366x768", 1366, 768),
                new Size("854x480", 854, 480),
                new Size("1280x960", 1280, 960),
                new Size("360x640", 360, 640),
                new Size("640x360", 640, 360),
                new Size("66x34", 66, 34))) {
            all.add(MadeFile.of(
                            "keeps the size of " + size.of(),
                            "size-" + size.of() + ".mp4",
                            picture(size.of(), "10", 2) + X264)
                    .and(hasSize(size.width(), size.height())));
        }
        all.add(MadeFile.of(
                        "makes odd sides even",
                        "odd.mkv",
                        picture("321x181", "10", 2) + " -c:v libx264 -preset ultrafast -pix_fmt yuv444p ")
                .and(hasSize(320, 180)));
        all.add(MadeFile.of(
                        "makes pixels square", "oblong.mp4", picture("720x576", "25", 2) + " -vf setsar=64/45 " + X264)
                .and(hasSize(1024, 576)));
        return all;
    }

    private static List<MadeFile> colours() {
        String large = "tv,bt709,bt709,bt709";
        String small = "tv,smpte170m,smpte170m,smpte170m";
        String said = " -colorspace smpte170m -color_primaries smpte170m -color_trc smpte170m ";
        record Kind(String of, String size, String picture, String codec, String published) {}
        List<MadeFile> all = new ArrayList<>();
        for (Kind kind : List.of(
                new Kind("a large picture that says nothing", "1280x720", planes(Matrix.BT_709, true), X264, large),
                new Kind("a small picture that says nothing", "640x480", planes(Matrix.BT_601, true), X264, small),
                new Kind(
                        "a large picture with those of small ones",
                        "1280x720",
                        planes(Matrix.BT_601, true),
                        X264 + said,
                        small),
                new Kind(
                        "a picture of the full range",
                        "1280x720",
                        planes(Matrix.BT_709, false),
                        X264 + " -color_range pc ",
                        large),
                new Kind(
                        "a screen in red, green and blue",
                        "1280x720",
                        "c=0xC83214:s=%s:r=10:d=2,format=gbrp ",
                        " -c:v libx264rgb -preset ultrafast -g 50 ",
                        large))) {
            MadeFile file = MadeFile.of(
                            "gives all rungs the colours of " + kind.of(),
                            "colours-" + all.size() + ".mp4",
                            " -f lavfi -i color=" + kind.picture().formatted(kind.size()) + kind.codec())
                    .and(hasColour(200, 50, 20, kind.published()));
            all.add(kind.of().contains("full range") ? file.quick() : file);
        }
        all.add(MadeFile.of(
                        "gives a made picture the colours of large ones", "colours.mp3", sound(3) + " -c:a libmp3lame ")
                .and(watched -> assertThat(watched.tracks())
                        .filteredOn(TrackInfo::isVideo)
                        .allSatisfy(track ->
                                assertThat(watched.colours(track.name())).isEqualTo(large))));
        return all;
    }

    /** The very numbers: a program that converts for us would have its own opinion. */
    private static String planes(Matrix matrix, boolean isNarrow) {
        int[] planes = matrix.planes(200, 50, 20, isNarrow);
        return "black:s=%s:r=10:d=2,format=yuv420p"
                + ",geq=lum=%d:cb=%d:cr=%d ".formatted(planes[0], planes[1], planes[2]);
    }

    private static List<MadeFile> tracks() {
        List<MadeFile> all = new ArrayList<>();
        for (String container : List.of("mkv", "mp4")) {
            MadeFile languages = MadeFile.of(
                            "offers several sounds by language in " + container,
                            "languages." + container,
                            clip() + sound(8) + " -map 0:v -map 1:a -map 2:a -metadata:s:a:0 language=spa "
                                    + "-metadata:s:a:1 language=eng " + X264 + AAC)
                    .and(speaks("es", "en"))
                    .and(lasts(8, 0.06));
            all.add("mkv".equals(container) ? languages.quick() : languages);
            all.add(MadeFile.of(
                            "begins with the sound that is marked as default in " + container,
                            "default." + container,
                            clip() + sound(8) + " -map 0:v -map 1:a -map 2:a -metadata:s:a:0 language=fra "
                                    + "-metadata:s:a:1 language=deu -disposition:a:0 0 -disposition:a:1 default "
                                    + X264
                                    + AAC)
                    .and(speaks("de", "fr")));
        }
        return all;
    }
}
