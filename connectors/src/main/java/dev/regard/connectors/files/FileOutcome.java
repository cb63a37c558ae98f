package dev.regard.connectors.files;

/** What came of a file. */
public sealed interface FileOutcome {

    /**
     * It was read to its end.
     *
     * @param events  how many events were handed over
     * @param badRows how many rows were not taken
     */
    record Read(long events, long badRows) implements FileOutcome { }

    /** Nothing of it was taken, and this is why. */
    record Rejected(String reason) implements FileOutcome { }
}
