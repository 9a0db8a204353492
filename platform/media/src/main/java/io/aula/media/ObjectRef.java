package io.aula.media;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The name of one object. Names that could leave their bucket are refused here, before any store sees them. */
public record ObjectRef(String bucket, String key) {

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,40}");
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._=+-]*");
    private static final int LONGEST_KEY = 512;

    public ObjectRef {
        checkBucket(bucket);
        if (key.isEmpty() || key.length() > LONGEST_KEY || !allPartsAreSafe(key)) {
            throw new IllegalArgumentException("not a key of an object: " + printable(key));
        }
    }

    /** The object beside this one's bucket root: {@code ref.child("a").child("b")} is {@code …/a/b}. */
    public ObjectRef child(String name) {
        return new ObjectRef(bucket, key + "/" + name);
    }

    static void checkBucket(String bucket) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("not a bucket: " + printable(bucket));
        }
    }

    static boolean allPartsAreSafe(String key) {
        return Arrays.stream(key.split("/", -1))
                .allMatch(part -> PART.matcher(part).matches());
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?").substring(0, Math.min(80, text.length()));
    }

    @Override
    public String toString() {
        return bucket + "/" + key;
    }
}
