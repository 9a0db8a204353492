package io.aula.media;

/** The object asked for does not exist, so asking again will not help. */
public final class NoSuchObjectException extends StorageException {

    private static final long serialVersionUID = 1L;

    public NoSuchObjectException(ObjectRef ref) {
        super("no object " + ref);
    }
}
