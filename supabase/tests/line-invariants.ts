/** Invariants of order lines and their answers, as in invariants.ts. */
export const lineInvariants: Record<string, string> = {
  'the amounts and quantities of an order equal those of its lines': `
    select number, subtotal_minor, pieces, lines.* from orders
    left join (
      select order_id, sum(line_total_minor) as lines_minor, sum(quantity) as all_units, sum(shipped_quantity) as shipped,
        sum(cancelled_quantity) as cancelled, sum(cancelled_quantity * unit_price_minor) as cancelled_minor,
        bool_and(returned_quantity = quantity - cancelled_quantity) as are_returned
      from order_items where shop_id = $1 group by order_id
    ) as lines on lines.order_id = orders.id
    where shop_id = $1
      and (subtotal_minor, pieces, pieces_shipped, pieces_cancelled, orders.cancelled_minor, returned_all)
        is distinct from (lines_minor, all_units, shipped, cancelled, lines.cancelled_minor, are_returned)`,

  'the lines of an order differ in their variant or their answers': `
    select order_id, variant_id, answers, count(*) from order_items where shop_id = $1
    group by order_id, variant_id, answers having count(*) > 1`,

  'an order has an answer to every question that was required when it was placed': `
    select items.order_id, items.sku, items.answers, fields.label from order_items as items
    join orders on orders.id = items.order_id
    join variants on variants.id = items.variant_id
    join product_fields as fields on fields.product_id = variants.product_id and fields.is_required
    -- only for orders placed after the last logged change of the questions
    where items.shop_id = $1 and not items.answers @> jsonb_build_array(jsonb_build_object('field_id', fields.id))
      and orders.placed_at > (select max(created_at) from activity_logs
        where entity_type = 'product' and entity_id = fields.product_id and action like '%\\_product\\_fields')`,

  'shipments contain exactly the shipped quantities': `
    select items.order_id, items.sku, shipped_quantity, parcels.sum from order_items as items
    left join (
      select order_item_id, sum(quantity) from shipment_items where shop_id = $1 group by order_item_id
    ) as parcels on parcels.order_item_id = items.id
    where shop_id = $1 and shipped_quantity <> coalesce(parcels.sum, 0)`,
};
