package dev.regard.rules.simulation;

import dev.regard.engine.outbox.Carrier;
import dev.regard.engine.store.StoreUnavailable;
import dev.regard.engine.store.WatchedStore;

/** What goes wrong next: with a call of the store, with the mail server, with the process while it sends. */
final class Faults implements WatchedStore.Watch {
    /** What becomes of the call. */
    enum How { BEFORE, AFTER, CUT }

    boolean deadly;
    private int callsLeft;
    private How how;
    private boolean cutNext;
    private Carrier.Result answer = Carrier.Result.SENT;
    private int answers;
    private boolean dieBefore;
    private boolean dieAfter;

    void arm(int call, How next, boolean theProcessDies) {
        callsLeft = call;
        how = next;
        deadly = theProcessDies;
    }

    void disarm() {
        callsLeft = 0;
        cutNext = false;
        answers = 0;
        dieBefore = false;
        dieAfter = false;
    }

    void answers(Carrier.Result result, int times) {
        answer = result;
        answers = times;
    }

    void dieWhileSending(boolean handedOver) {
        dieBefore = !handedOver;
        dieAfter = handedOver;
    }

    @Override
    public void before(String call) {
        cutNext = false;
        if (callsLeft > 0 && --callsLeft == 0) {
            if (how == How.BEFORE) {
                throw new StoreUnavailable("before " + call, null);
            }
            if (how == How.CUT && call.equals("cards.commit")) {
                cutNext = true;
            } else if (how == How.CUT) {
                callsLeft = 1; // the next write of cards
            } else {
                callsLeft = -1;
            }
        }
    }

    @Override
    public void after(String call) {
        if (callsLeft == -1) {
            callsLeft = 0;
            throw new StoreUnavailable("after " + call, null);
        }
    }

    @Override
    public int written(int changes) {
        return cutNext ? changes / 2 : changes;
    }

    Carrier.Result nextAnswer() {
        if (answers > 0) {
            answers--;
            return answer;
        }
        return Carrier.Result.SENT;
    }

    boolean diesBeforeHandingOver() {
        boolean dies = dieBefore;
        dieBefore = false;
        return dies;
    }

    boolean diesAfterHandingOver() {
        boolean dies = dieAfter;
        dieAfter = false;
        return dies;
    }
}
