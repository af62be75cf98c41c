package dev.berth.state.internal.codec;

/** Says that bytes are not what they should be: cut off, damaged, or written by something newer. The message is one sentence. */
public final class CodecException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CodecException(String message) {
        super(message);
    }

    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
