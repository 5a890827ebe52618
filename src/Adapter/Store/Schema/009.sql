-- The queue of a region by deadline goes by application_queue_region, which has the same columns.

drop index application_region_queue;
