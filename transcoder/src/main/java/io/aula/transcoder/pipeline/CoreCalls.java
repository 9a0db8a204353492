package io.aula.transcoder.pipeline;

import com.sun.jna.Callback;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Optional;
import org.freedesktop.gstreamer.Buffer;
import org.freedesktop.gstreamer.Element;
import org.freedesktop.gstreamer.Pad;
import org.freedesktop.gstreamer.Sample;
import org.freedesktop.gstreamer.TagList;
import org.freedesktop.gstreamer.event.Event;
import org.freedesktop.gstreamer.glib.NativeObject;
import org.freedesktop.gstreamer.glib.Natives;
import org.jspecify.annotations.Nullable;

/** The few calls of GStreamer's C library that its Java binding leaves out. Pointers do not leave this class. */
final class CoreCalls {

    private static final NativeLibrary CORE = NativeLibrary.getInstance("gstreamer-1.0");
    private static final NativeLibrary GLIB = NativeLibrary.getInstance("glib-2.0");

    /** Event types as gstevent.h numbers them: an ordinal, and what kind of event it is in the low byte. */
    private static final int STREAM_START = 40 << 8 | 14;

    private static final int CAPS = 50 << 8 | 14;
    private static final int SEGMENT = 70 << 8 | 14;
    private static final int TAGS = 80 << 8 | 30;
    private static final int END = 110 << 8 | 14;
    /** The type of an event follows what all small objects have. */
    private static final int MINI_OBJECT_BYTES = 64;

    private static final int CUSTOM_DOWNSTREAM = 280 << 8 | 6;
    private static final int SELECTED = 2;
    private static final int PULLED_BUFFER = 1 << 13 | 1 << 4;
    private static final int PROBE_OK = 1;

    private CoreCalls() {}

    /** Which stream of the file flows here; decoders and parsers keep it. Empty before the stream has begun. */
    static String streamId(Pad pad) {
        Pointer text = core("gst_pad_get_stream_id").invokePointer(arguments(pad));
        if (text == null) {
            return "";
        }
        String id = text.getString(0, "UTF-8");
        GLIB.getFunction("g_free").invokeVoid(arguments(text));
        return id;
    }

    /** Whether the container marks the stream as one to be played by default. */
    static boolean isSelected(Pad pad) {
        Pointer event = core("gst_pad_get_sticky_event").invokePointer(arguments(pad, STREAM_START, 0));
        if (event == null) {
            return false;
        }
        IntByReference flags = new IntByReference();
        core("gst_event_parse_stream_flags").invokeVoid(arguments(event, flags));
        core("gst_mini_object_unref").invokeVoid(arguments(event));
        return (flags.getValue() & SELECTED) != 0;
    }

    /** What an event is. The binding's own classes do not tell: it may take a new event for an old one at its address. */
    static boolean isEnd(@Nullable Event event) {
        return event != null && typeOf(event) == END;
    }

    static boolean isFormat(@Nullable Event event) {
        return event != null && typeOf(event) == CAPS;
    }

    /** Whether it is the mark of this name. */
    static boolean isMark(@Nullable Event event, String name) {
        return event != null
                && typeOf(event) == CUSTOM_DOWNSTREAM
                && core("gst_event_has_name").invokeInt(arguments(event, name)) != 0;
    }

    /** What the event says of the stream; empty when it is of another kind. */
    static Optional<TagList> tags(@Nullable Event event) {
        if (event == null || typeOf(event) != TAGS) {
            return Optional.empty();
        }
        PointerByReference list = new PointerByReference();
        core("gst_event_parse_tag").invokeVoid(arguments(event, list));
        return Optional.of(Natives.objectFor(list.getValue(), TagList.class, true, true));
    }

    /** The first picture among the tags. The binding gives a text for it, and that is empty. */
    static Optional<Sample> image(TagList tags) {
        PointerByReference sample = new PointerByReference();
        boolean isThere = core("gst_tag_list_get_sample").invokeInt(arguments(tags, "image", sample)) != 0;
        return isThere ? Optional.of(Natives.callerOwnsReturn(sample.getValue(), Sample.class)) : Optional.empty();
    }

    private static int typeOf(Event event) {
        return Natives.getRawPointer(event).getInt(MINI_OBJECT_BYTES);
    }

    /** Moves the running time of all that leaves the pad. */
    static void shift(Pad pad, long nanos) {
        core("gst_pad_set_offset").invokeVoid(arguments(pad, nanos));
    }

    /** Sets a property from its text, as gst-launch would. */
    static void set(Element element, String property, String value) {
        core("gst_util_set_object_arg").invokeVoid(arguments(element, property, value));
    }

    /** A buffer that outlives the call in which it was seen. */
    static final class Kept implements AutoCloseable {

        private final Pointer buffer;

        private Kept(Pointer buffer) {
            this.buffer = buffer;
        }

        /** The same bytes once more, at another time. */
        Buffer at(long nanos, long lasts) {
            Pointer copy = core("gst_mini_object_copy").invokePointer(arguments(buffer));
            Buffer other = Natives.callerOwnsReturn(copy, Buffer.class);
            other.setPresentationTimestamp(nanos);
            other.setDuration(lasts);
            return other;
        }

        @Override
        public void close() {
            core("gst_mini_object_unref").invokeVoid(arguments(buffer));
        }
    }

    static Kept keep(Buffer buffer) {
        return new Kept(core("gst_mini_object_copy").invokePointer(arguments(buffer)));
    }

    /** Sends a mark down that arrives between the buffers it was sent between, as an event of this structure. */
    static void mark(Pad source, String name) {
        Pointer structure = core("gst_structure_new_empty").invokePointer(arguments(name));
        Pointer event = core("gst_event_new_custom").invokePointer(arguments(CUSTOM_DOWNSTREAM, structure));
        core("gst_pad_push_event").invokeInt(arguments(source, event));
    }

    /** Makes an element give out what it still holds. */
    static void drain(Pad sink) {
        Pointer event = core("gst_event_new_eos").invokePointer(arguments());
        core("gst_pad_send_event").invokeInt(arguments(sink, event));
    }

    /** Tells a sink pad anew what its peer has told it before: stream, format, segment. */
    static void tellAgain(Pad from, Pad sink) {
        for (int type : new int[] {STREAM_START, CAPS, SEGMENT}) {
            Pointer event = core("gst_pad_get_sticky_event").invokePointer(arguments(from, type, 0));
            if (event != null) {
                core("gst_pad_send_event").invokeInt(arguments(sink, event));
            }
        }
    }

    /** Called with where in the file a piece lies that was just read, and with what can change it. */
    interface Reader {
        void read(long offset, int size, Piece piece);
    }

    /** A piece of the file on its way to the demuxer. */
    record Piece(Pointer buffer) {

        void write(int offset, byte[] bytes) {
            core("gst_buffer_fill").invokeLong(arguments(buffer, (long) offset, bytes, (long) bytes.length));
        }
    }

    private interface PullProbe extends Callback {
        int call(Pointer pad, Pointer info, Pointer data);
    }

    /** @return what must stay reachable as long as the pad is used */
    static Object onPull(Pad source, Reader reader) {
        // GstPadProbeInfo: type, id, data, offset, size.
        PullProbe probe = (pad, info, data) -> {
            reader.read(info.getLong(24), info.getInt(32), new Piece(info.getPointer(16)));
            return PROBE_OK;
        };
        core("gst_pad_add_probe").invokeLong(arguments(source, PULLED_BUFFER, probe, Pointer.NULL, Pointer.NULL));
        return probe;
    }

    private static Function core(String name) {
        return CORE.getFunction(name);
    }

    private static Object[] arguments(Object... given) {
        Object[] values = new Object[given.length];
        for (int i = 0; i < given.length; i++) {
            values[i] = given[i] instanceof NativeObject object ? Natives.getRawPointer(object) : given[i];
        }
        return values;
    }
}
