/** Reconcilers, feasibility, scoring, preemption, the placement engine and trace replay. */
module dev.berth.scheduler.algorithms {
    requires transitive dev.berth.core;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.jctools.core;

    exports dev.berth.filter;
    exports dev.berth.place;
    exports dev.berth.reconcile;
    exports dev.berth.score;
    exports dev.berth.strategy;

    provides dev.berth.schedule.SchedulerProvider with
            dev.berth.reconcile.BuiltInSchedulers;
}
