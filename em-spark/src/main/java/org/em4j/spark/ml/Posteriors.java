package org.em4j.spark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.api.java.UDF1;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import scala.collection.Seq;

/** The log evidence of a row, then numbers that its posterior says; theta is bound once in each task. */
final class Posteriors<P, Q extends Posterior> implements UDF1<Vector, double[]> {
    private static final long serialVersionUID = 1;

    private final LatentModel<double[], P, Q, ?> model;
    private final P theta;
    private final Numbers<Q> numbers;

    @SuppressWarnings("NullAway") // null where it was sent to
    private transient Function<double[], Q> posterior = null;

    /** Numbers that a posterior says. */
    @FunctionalInterface
    interface Numbers<Q> extends Serializable {
        double[] of(Q posterior);
    }

    Posteriors(LatentModel<double[], P, Q, ?> model, P theta, Numbers<Q> numbers) {
        this.model = model;
        this.theta = theta;
        this.numbers = numbers;
    }

    /** The numbers that a posterior has said, without the log evidence. */
    static double[] after(Seq<Double> said) {
        double[] numbers = new double[said.size() - 1];
        Arrays.setAll(numbers, i -> said.apply(i + 1));
        return numbers;
    }

    @Override
    public double[] call(Vector x) {
        if (posterior == null) {
            posterior = model.posterior(theta);
        }
        Q q = posterior.apply(x.toArray());
        double[] said = numbers.of(q);
        double[] all = new double[said.length + 1];
        all[0] = q.logEvidence();
        System.arraycopy(said, 0, all, 1, said.length);
        return all;
    }
}
