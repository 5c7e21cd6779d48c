
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "activity_logs": {
                  Row: {
                    "action": string,"actor": string | null,"actor_name": string | null,"actor_role": string,"created_at": string,"entity_id": string,"entity_type": string,"hash": string,"new_value": Json | null,"note": string | null,"old_value": Json | null,"prev_hash": string | null,"request_id": string | null,"seq": number,"shop_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor"?: string | null,"actor_name"?: string | null,"actor_role": string,"created_at"?: string,"entity_id": string,"entity_type": string,"hash": string,"new_value"?: Json | null,"note"?: string | null,"old_value"?: Json | null,"prev_hash"?: string | null,"request_id"?: string | null,"seq": number,"shop_id"?: string | null
                  }
                  Update: {
                    "action"?: string,"actor"?: string | null,"actor_name"?: string | null,"actor_role"?: string,"created_at"?: string,"entity_id"?: string,"entity_type"?: string,"hash"?: string,"new_value"?: Json | null,"note"?: string | null,"old_value"?: Json | null,"prev_hash"?: string | null,"request_id"?: string | null,"seq"?: number,"shop_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "activity_logs_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"addresses": {
                  Row: {
                    "city": string,"country": string,"created_at": string,"customer_id": string,"id": string,"landmark": string | null,"line1": string,"line2": string | null,"postcode": string | null,"region": string | null,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "city": string,"country": string,"created_at"?: string,"customer_id": string,"id"?: string,"landmark"?: string | null,"line1": string,"line2"?: string | null,"postcode"?: string | null,"region"?: string | null,"shop_id": string
                  }
                  Update: {
                    "city"?: string,"country"?: string,"created_at"?: string,"customer_id"?: string,"id"?: string,"landmark"?: string | null,"line1"?: string,"line2"?: string | null,"postcode"?: string | null,"region"?: string | null,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "addresses_shop_id_customer_id_fkey"
      columns: ["shop_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "addresses_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"bank_accounts": {
                  Row: {
                    "account_name": string,"account_number": string,"approved_by": string | null,"bank": string,"created_at": string,"id": string,"instructions": string | null,"position": number,"qr_label": string | null,"qr_src": string | null,"replaces_id": string | null,"requested_by": string | null,"shop_id": string,"shown_from": string,"shown_until": string | null,"statement_mapping": Json | null
                  }
                  ComputedFields: never
                  Insert: {
                    "account_name": string,"account_number": string,"approved_by"?: string | null,"bank": string,"created_at"?: string,"id"?: string,"instructions"?: string | null,"position"?: number,"qr_label"?: string | null,"qr_src"?: string | null,"replaces_id"?: string | null,"requested_by"?: string | null,"shop_id": string,"shown_from"?: string,"shown_until"?: string | null,"statement_mapping"?: Json | null
                  }
                  Update: {
                    "account_name"?: string,"account_number"?: string,"approved_by"?: string | null,"bank"?: string,"created_at"?: string,"id"?: string,"instructions"?: string | null,"position"?: number,"qr_label"?: string | null,"qr_src"?: string | null,"replaces_id"?: string | null,"requested_by"?: string | null,"shop_id"?: string,"shown_from"?: string,"shown_until"?: string | null,"statement_mapping"?: Json | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "bank_accounts_approved_by_fkey"
      columns: ["approved_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "bank_accounts_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "bank_accounts_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "bank_accounts_shop_id_replaces_id_fkey"
      columns: ["shop_id","replaces_id"]
isOneToOne: false
      referencedRelation: "bank_accounts"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"cart_items": {
                  Row: {
                    "added_at": string,"answers": NonNullable<Json>,"answers_hash": string,"cart_id": string,"id": string,"quantity": number,"shop_id": string,"variant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "added_at"?: string,"answers"?: NonNullable<Json>,"answers_hash"?: never,"cart_id": string,"id"?: string,"quantity": number,"shop_id": string,"variant_id": string
                  }
                  Update: {
                    "added_at"?: string,"answers"?: NonNullable<Json>,"answers_hash"?: never,"cart_id"?: string,"id"?: string,"quantity"?: number,"shop_id"?: string,"variant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "cart_items_shop_id_cart_id_fkey"
      columns: ["shop_id","cart_id"]
isOneToOne: false
      referencedRelation: "carts"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "cart_items_shop_id_variant_id_fkey"
      columns: ["shop_id","variant_id"]
isOneToOne: false
      referencedRelation: "variants"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"carts": {
                  Row: {
                    "client_hash": string | null,"created_at": string,"id": string,"shop_id": string,"token_hash": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "client_hash"?: string | null,"created_at"?: string,"id"?: string,"shop_id": string,"token_hash": string,"updated_at"?: string
                  }
                  Update: {
                    "client_hash"?: string | null,"created_at"?: string,"id"?: string,"shop_id"?: string,"token_hash"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "carts_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"cash_collections": {
                  Row: {
                    "collected_by": string | null,"courier": string,"handover_id": string | null,"payment_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "collected_by"?: string | null,"courier": string,"handover_id"?: string | null,"payment_id": string,"shop_id": string
                  }
                  Update: {
                    "collected_by"?: string | null,"courier"?: string,"handover_id"?: string | null,"payment_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "cash_collections_collected_by_fkey"
      columns: ["collected_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "cash_collections_shop_id_handover_id_fkey"
      columns: ["shop_id","handover_id"]
isOneToOne: false
      referencedRelation: "cash_handovers"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "cash_collections_shop_id_payment_id_fkey"
      columns: ["shop_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"cash_handovers": {
                  Row: {
                    "counted_at": string,"counted_by": string | null,"counted_minor": number,"courier": string,"currency": string,"expected_minor": number,"id": string,"note": string | null,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "counted_at"?: string,"counted_by"?: string | null,"counted_minor": number,"courier": string,"currency": string,"expected_minor": number,"id"?: string,"note"?: string | null,"shop_id": string
                  }
                  Update: {
                    "counted_at"?: string,"counted_by"?: string | null,"counted_minor"?: number,"courier"?: string,"currency"?: string,"expected_minor"?: number,"id"?: string,"note"?: string | null,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "cash_handovers_counted_by_fkey"
      columns: ["counted_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "cash_handovers_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"categories": {
                  Row: {
                    "description": string,"id": string,"image_alt": string | null,"image_src": string | null,"name": string,"parent_id": string | null,"position": number,"shop_id": string,"slug": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "description"?: string,"id"?: string,"image_alt"?: string | null,"image_src"?: string | null,"name": string,"parent_id"?: string | null,"position"?: number,"shop_id": string,"slug": string,"version"?: number
                  }
                  Update: {
                    "description"?: string,"id"?: string,"image_alt"?: string | null,"image_src"?: string | null,"name"?: string,"parent_id"?: string | null,"position"?: number,"shop_id"?: string,"slug"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "categories_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "categories_shop_id_parent_id_fkey"
      columns: ["shop_id","parent_id"]
isOneToOne: false
      referencedRelation: "categories"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"collection_products": {
                  Row: {
                    "collection_id": string,"position": number,"product_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "collection_id": string,"position": number,"product_id": string,"shop_id": string
                  }
                  Update: {
                    "collection_id"?: string,"position"?: number,"product_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "collection_products_shop_id_collection_id_fkey"
      columns: ["shop_id","collection_id"]
isOneToOne: false
      referencedRelation: "collections"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "collection_products_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"collections": {
                  Row: {
                    "created_at": string,"description": string,"id": string,"image_alt": string | null,"image_src": string | null,"name": string,"position": number,"published_at": string | null,"refreshed_at": string,"rule": Json | null,"seo_description": string,"seo_title": string,"shop_id": string,"slug": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string,"id"?: string,"image_alt"?: string | null,"image_src"?: string | null,"name": string,"position"?: number,"published_at"?: string | null,"refreshed_at"?: string,"rule"?: Json | null,"seo_description"?: string,"seo_title"?: string,"shop_id": string,"slug": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string,"id"?: string,"image_alt"?: string | null,"image_src"?: string | null,"name"?: string,"position"?: number,"published_at"?: string | null,"refreshed_at"?: string,"rule"?: Json | null,"seo_description"?: string,"seo_title"?: string,"shop_id"?: string,"slug"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "collections_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"customers": {
                  Row: {
                    "created_at": string,"email": string,"id": string,"name": string,"phone": string,"shop_id": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"email": string,"id"?: string,"name": string,"phone": string,"shop_id": string,"user_id"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"email"?: string,"id"?: string,"name"?: string,"phone"?: string,"shop_id"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "customers_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "customers_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"disputes": {
                  Row: {
                    "amount_minor": number | null,"closed_at": string | null,"currency": string | null,"due_at": string | null,"gateway": string | null,"gateway_dispute_id": string | null,"id": string,"opened_at": string,"order_id": string,"payment_id": string | null,"raw": NonNullable<Json>,"reason": string | null,"resolution": string | null,"shop_id": string,"state": Database["public"]['Enums']["dispute_state"]
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor"?: number | null,"closed_at"?: string | null,"currency"?: string | null,"due_at"?: string | null,"gateway"?: string | null,"gateway_dispute_id"?: string | null,"id"?: string,"opened_at"?: string,"order_id": string,"payment_id"?: string | null,"raw"?: NonNullable<Json>,"reason"?: string | null,"resolution"?: string | null,"shop_id": string,"state"?: Database["public"]['Enums']["dispute_state"]
                  }
                  Update: {
                    "amount_minor"?: number | null,"closed_at"?: string | null,"currency"?: string | null,"due_at"?: string | null,"gateway"?: string | null,"gateway_dispute_id"?: string | null,"id"?: string,"opened_at"?: string,"order_id"?: string,"payment_id"?: string | null,"raw"?: NonNullable<Json>,"reason"?: string | null,"resolution"?: string | null,"shop_id"?: string,"state"?: Database["public"]['Enums']["dispute_state"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "disputes_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "disputes_shop_id_payment_id_fkey"
      columns: ["shop_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"heartbeats": {
                  Row: {
                    "beat_at": string,"name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "beat_at"?: string,"name": string
                  }
                  Update: {
                    "beat_at"?: string,"name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"idempotency_keys": {
                  Row: {
                    "created_at": string,"key": string,"request_hash": string,"response": Json | null,"scope": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"key": string,"request_hash": string,"response"?: Json | null,"scope": string,"shop_id": string
                  }
                  Update: {
                    "created_at"?: string,"key"?: string,"request_hash"?: string,"response"?: Json | null,"scope"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "idempotency_keys_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"import_jobs": {
                  Row: {
                    "check_counts": NonNullable<Json>,"counts": NonNullable<Json>,"created_at": string,"created_by": string | null,"file_name": string,"finished_at": string | null,"format": string | null,"id": string,"lines": number,"reason": string | null,"sets_stock": boolean,"shop_id": string,"started_at": string | null,"state": Database["public"]['Enums']["import_state"],"total": number,"undo_counts": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "check_counts"?: NonNullable<Json>,"counts"?: NonNullable<Json>,"created_at"?: string,"created_by"?: string | null,"file_name": string,"finished_at"?: string | null,"format"?: string | null,"id"?: string,"lines"?: number,"reason"?: string | null,"sets_stock"?: boolean,"shop_id": string,"started_at"?: string | null,"state"?: Database["public"]['Enums']["import_state"],"total"?: number,"undo_counts"?: NonNullable<Json>
                  }
                  Update: {
                    "check_counts"?: NonNullable<Json>,"counts"?: NonNullable<Json>,"created_at"?: string,"created_by"?: string | null,"file_name"?: string,"finished_at"?: string | null,"format"?: string | null,"id"?: string,"lines"?: number,"reason"?: string | null,"sets_stock"?: boolean,"shop_id"?: string,"started_at"?: string | null,"state"?: Database["public"]['Enums']["import_state"],"total"?: number,"undo_counts"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_jobs_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "import_jobs_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"import_mappings": {
                  Row: {
                    "columns": NonNullable<Json>,"heads": (string)[],"heads_hash": string,"saved_at": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "columns": NonNullable<Json>,"heads": (string)[],"heads_hash": string,"saved_at"?: string,"shop_id": string
                  }
                  Update: {
                    "columns"?: NonNullable<Json>,"heads"?: (string)[],"heads_hash"?: string,"saved_at"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_mappings_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"import_pictures": {
                  Row: {
                    "alt": string,"attempts": number,"id": string,"image_id": string | null,"import_id": string,"leased_until": string,"position": number,"product_id": string,"reason": string | null,"shop_id": string,"skus": (string)[],"state": Database["public"]['Enums']["import_picture_state"],"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "alt": string,"attempts"?: number,"id"?: string,"image_id"?: string | null,"import_id": string,"leased_until"?: string,"position": number,"product_id": string,"reason"?: string | null,"shop_id": string,"skus"?: (string)[],"state"?: Database["public"]['Enums']["import_picture_state"],"url": string
                  }
                  Update: {
                    "alt"?: string,"attempts"?: number,"id"?: string,"image_id"?: string | null,"import_id"?: string,"leased_until"?: string,"position"?: number,"product_id"?: string,"reason"?: string | null,"shop_id"?: string,"skus"?: (string)[],"state"?: Database["public"]['Enums']["import_picture_state"],"url"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_pictures_shop_id_import_id_fkey"
      columns: ["shop_id","import_id"]
isOneToOne: false
      referencedRelation: "import_jobs"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "import_pictures_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"import_rows": {
                  Row: {
                    "changes": Json | null,"check_outcome": Database["public"]['Enums']["import_outcome"] | null,"errors": NonNullable<Json>,"import_id": string,"is_readable": boolean,"key": string,"lines": (number)[],"outcome": Database["public"]['Enums']["import_outcome"] | null,"parsed": NonNullable<Json>,"position": number,"product_id": string | null,"shop_id": string,"undo_outcome": Database["public"]['Enums']["import_outcome"] | null
                  }
                  ComputedFields: never
                  Insert: {
                    "changes"?: Json | null,"check_outcome"?: Database["public"]['Enums']["import_outcome"] | null,"errors"?: NonNullable<Json>,"import_id": string,"is_readable"?: boolean,"key": string,"lines": (number)[],"outcome"?: Database["public"]['Enums']["import_outcome"] | null,"parsed": NonNullable<Json>,"position": number,"product_id"?: string | null,"shop_id": string,"undo_outcome"?: Database["public"]['Enums']["import_outcome"] | null
                  }
                  Update: {
                    "changes"?: Json | null,"check_outcome"?: Database["public"]['Enums']["import_outcome"] | null,"errors"?: NonNullable<Json>,"import_id"?: string,"is_readable"?: boolean,"key"?: string,"lines"?: (number)[],"outcome"?: Database["public"]['Enums']["import_outcome"] | null,"parsed"?: NonNullable<Json>,"position"?: number,"product_id"?: string | null,"shop_id"?: string,"undo_outcome"?: Database["public"]['Enums']["import_outcome"] | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_rows_shop_id_import_id_fkey"
      columns: ["shop_id","import_id"]
isOneToOne: false
      referencedRelation: "import_jobs"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"inventory": {
                  Row: {
                    "committed": number,"is_watched": boolean,"location": string,"low_stock_at": number | null,"on_hand": number,"reserved": number,"shop_id": string,"updated_at": string,"variant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "committed"?: number,"is_watched"?: boolean,"location"?: string,"low_stock_at"?: number | null,"on_hand"?: number,"reserved"?: number,"shop_id": string,"updated_at"?: string,"variant_id": string
                  }
                  Update: {
                    "committed"?: number,"is_watched"?: boolean,"location"?: string,"low_stock_at"?: number | null,"on_hand"?: number,"reserved"?: number,"shop_id"?: string,"updated_at"?: string,"variant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "inventory_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inventory_shop_id_variant_id_fkey"
      columns: ["shop_id","variant_id"]
isOneToOne: false
      referencedRelation: "variants"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"inventory_locks": {
                  Row: {
                    "expires_at": string,"order_id": string,"quantity": number,"shop_id": string,"variant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "expires_at": string,"order_id": string,"quantity": number,"shop_id": string,"variant_id": string
                  }
                  Update: {
                    "expires_at"?: string,"order_id"?: string,"quantity"?: number,"shop_id"?: string,"variant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "inventory_locks_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "inventory_locks_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "inventory_locks_shop_id_variant_id_fkey"
      columns: ["shop_id","variant_id"]
isOneToOne: false
      referencedRelation: "variants"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"media": {
                  Row: {
                    "alt": string,"bytes": number | null,"created_at": string,"created_by": string | null,"file_name": string,"focal_x": number,"focal_y": number,"height": number,"id": string,"placeholder": string | null,"sha256": string | null,"shop_id": string,"src": string,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "alt"?: string,"bytes"?: number | null,"created_at"?: string,"created_by"?: string | null,"file_name": string,"focal_x"?: number,"focal_y"?: number,"height": number,"id"?: string,"placeholder"?: string | null,"sha256"?: string | null,"shop_id": string,"src": string,"width": number
                  }
                  Update: {
                    "alt"?: string,"bytes"?: number | null,"created_at"?: string,"created_by"?: string | null,"file_name"?: string,"focal_x"?: number,"focal_y"?: number,"height"?: number,"id"?: string,"placeholder"?: string | null,"sha256"?: string | null,"shop_id"?: string,"src"?: string,"width"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "media_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"media_uploads": {
                  Row: {
                    "created_at": string,"file_name": string,"id": string,"picture": Json | null,"shop_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"file_name": string,"id"?: string,"picture"?: Json | null,"shop_id": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"file_name"?: string,"id"?: string,"picture"?: Json | null,"shop_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_uploads_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "media_uploads_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"money_exceptions": {
                  Row: {
                    "deadline": string,"decided_at": string | null,"decided_by": string | null,"decision": string | null,"dispute_id": string | null,"gateway_refund_id": string | null,"id": string,"kind": Database["public"]['Enums']["exception_kind"],"note": string | null,"opened_at": string,"order_id": string,"owed_minor": number,"owner_role": Database["public"]['Enums']["staff_role"],"payment_id": string | null,"refund_id": string | null,"resolution": Database["public"]['Enums']["exception_resolution"] | null,"resolved_at": string | null,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "deadline"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"dispute_id"?: string | null,"gateway_refund_id"?: string | null,"id"?: string,"kind": Database["public"]['Enums']["exception_kind"],"note"?: string | null,"opened_at"?: string,"order_id": string,"owed_minor": number,"owner_role"?: Database["public"]['Enums']["staff_role"],"payment_id"?: string | null,"refund_id"?: string | null,"resolution"?: Database["public"]['Enums']["exception_resolution"] | null,"resolved_at"?: string | null,"shop_id": string
                  }
                  Update: {
                    "deadline"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"decision"?: string | null,"dispute_id"?: string | null,"gateway_refund_id"?: string | null,"id"?: string,"kind"?: Database["public"]['Enums']["exception_kind"],"note"?: string | null,"opened_at"?: string,"order_id"?: string,"owed_minor"?: number,"owner_role"?: Database["public"]['Enums']["staff_role"],"payment_id"?: string | null,"refund_id"?: string | null,"resolution"?: Database["public"]['Enums']["exception_resolution"] | null,"resolved_at"?: string | null,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "money_exceptions_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "money_exceptions_shop_id_dispute_id_fkey"
      columns: ["shop_id","dispute_id"]
isOneToOne: false
      referencedRelation: "disputes"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "money_exceptions_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "money_exceptions_shop_id_payment_id_fkey"
      columns: ["shop_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "money_exceptions_shop_id_refund_id_fkey"
      columns: ["shop_id","refund_id"]
isOneToOne: false
      referencedRelation: "refunds"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"notification_queue": {
                  Row: {
                    "attempts": number,"created_at": string,"dead_at": string | null,"dedupe_key": string,"id": string,"idempotency_key": string,"last_error": string | null,"next_attempt_at": string,"order_id": string | null,"payload": NonNullable<Json>,"recipient": string,"sent_at": string | null,"shop_id": string,"template": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"created_at"?: string,"dead_at"?: string | null,"dedupe_key": string,"id"?: string,"idempotency_key"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"order_id"?: string | null,"payload"?: NonNullable<Json>,"recipient": string,"sent_at"?: string | null,"shop_id": string,"template": string
                  }
                  Update: {
                    "attempts"?: number,"created_at"?: string,"dead_at"?: string | null,"dedupe_key"?: string,"id"?: string,"idempotency_key"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"order_id"?: string | null,"payload"?: NonNullable<Json>,"recipient"?: string,"sent_at"?: string | null,"shop_id"?: string,"template"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_queue_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notification_queue_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"order_access_tokens": {
                  Row: {
                    "by_email": boolean,"created_at": string,"order_id": string,"shop_id": string,"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "by_email"?: boolean,"created_at"?: string,"order_id": string,"shop_id": string,"token_hash": string
                  }
                  Update: {
                    "by_email"?: boolean,"created_at"?: string,"order_id"?: string,"shop_id"?: string,"token_hash"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_access_tokens_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"order_items": {
                  Row: {
                    "allows_backorder": boolean,"answers": NonNullable<Json>,"backorder_on": string | null,"cancelled_quantity": number,"committed_quantity": number,"id": string,"image_src": string | null,"is_tracked": boolean,"line_total_minor": number,"name": string,"option_value": string | null,"order_id": string,"position": number,"quantity": number,"refunded_quantity": number,"returned_quantity": number,"shipped_quantity": number,"shop_id": string,"sku": string,"tax_class": Database["public"]['Enums']["tax_class"],"unit_price_minor": number,"variant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "allows_backorder"?: boolean,"answers"?: NonNullable<Json>,"backorder_on"?: string | null,"cancelled_quantity"?: number,"committed_quantity"?: number,"id"?: string,"image_src"?: string | null,"is_tracked": boolean,"line_total_minor"?: never,"name": string,"option_value"?: string | null,"order_id": string,"position": number,"quantity": number,"refunded_quantity"?: number,"returned_quantity"?: number,"shipped_quantity"?: number,"shop_id": string,"sku": string,"tax_class"?: Database["public"]['Enums']["tax_class"],"unit_price_minor": number,"variant_id": string
                  }
                  Update: {
                    "allows_backorder"?: boolean,"answers"?: NonNullable<Json>,"backorder_on"?: string | null,"cancelled_quantity"?: number,"committed_quantity"?: number,"id"?: string,"image_src"?: string | null,"is_tracked"?: boolean,"line_total_minor"?: never,"name"?: string,"option_value"?: string | null,"order_id"?: string,"position"?: number,"quantity"?: number,"refunded_quantity"?: number,"returned_quantity"?: number,"shipped_quantity"?: number,"shop_id"?: string,"sku"?: string,"tax_class"?: Database["public"]['Enums']["tax_class"],"unit_price_minor"?: number,"variant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_items_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "order_items_shop_id_variant_id_fkey"
      columns: ["shop_id","variant_id"]
isOneToOne: false
      referencedRelation: "variants"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"order_transitions": {
                  Row: {
                    "by_shopper": boolean,"by_system": boolean,"command": Database["public"]['Enums']["order_command"],"from_state": Database["public"]['Enums']["order_state"],"permission": Database["public"]['Enums']["permission"] | null,"to_state": Database["public"]['Enums']["order_state"]
                  }
                  ComputedFields: never
                  Insert: {
                    "by_shopper"?: boolean,"by_system"?: boolean,"command": Database["public"]['Enums']["order_command"],"from_state": Database["public"]['Enums']["order_state"],"permission"?: Database["public"]['Enums']["permission"] | null,"to_state": Database["public"]['Enums']["order_state"]
                  }
                  Update: {
                    "by_shopper"?: boolean,"by_system"?: boolean,"command"?: Database["public"]['Enums']["order_command"],"from_state"?: Database["public"]['Enums']["order_state"],"permission"?: Database["public"]['Enums']["permission"] | null,"to_state"?: Database["public"]['Enums']["order_state"]
                  }
                  Relationships: [
                    
                  ]
                },"orders": {
                  Row: {
                    "archived_at": string | null,"awaits_confirmation": boolean,"awaits_money": boolean,"backordered": boolean,"cancel_note": string | null,"cancel_reason": Database["public"]['Enums']["cancel_reason"] | null,"cancelled_at": string | null,"cancelled_by": Database["public"]['Enums']["cancelled_by"] | null,"cancelled_minor": number,"cart_id": string | null,"client_hash": string | null,"completed_at": string | null,"confirmed_at": string | null,"confirmed_by": string | null,"confirms_by_link": boolean,"currency": string,"customer_id": string,"delivered_at": string | null,"delivery_failed_at": string | null,"dispute_open": boolean,"email": string,"expires_at": string | null,"hold_note": string | null,"hold_reason": Database["public"]['Enums']["hold_reason"] | null,"id": string,"in_transit": boolean,"is_unreserved": boolean,"last_attempt_failed": boolean,"lock_for": string | null,"moved_minor": number,"name": string,"note": string | null,"number": string,"paid_minor": number,"payment_method": Database["public"]['Enums']["payment_method"],"payment_status": Database["public"]['Enums']["order_payment_status"],"phone": string,"phone_key": string,"pieces": number,"pieces_cancelled": number,"pieces_shipped": number,"placed_at": string,"refunded_minor": number,"refunding_minor": number,"refused_at": string | null,"reservation_extended_at": string | null,"returned_all": boolean,"shipped_at": string | null,"shipping_address": Json | null,"shipping_minor": number,"shipping_rate_id": string | null,"shipping_rate_name": string | null,"shop_id": string,"state": Database["public"]['Enums']["order_state"],"status": Database["public"]['Enums']["order_status"],"stock_policy": Database["public"]['Enums']["stock_policy"],"subtotal_minor": number,"total_minor": number,"user_id": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "archived_at"?: string | null,"awaits_confirmation"?: never,"awaits_money"?: never,"backordered"?: boolean,"cancel_note"?: string | null,"cancel_reason"?: Database["public"]['Enums']["cancel_reason"] | null,"cancelled_at"?: string | null,"cancelled_by"?: Database["public"]['Enums']["cancelled_by"] | null,"cancelled_minor"?: number,"cart_id"?: string | null,"client_hash"?: string | null,"completed_at"?: string | null,"confirmed_at"?: string | null,"confirmed_by"?: string | null,"confirms_by_link"?: boolean,"currency": string,"customer_id": string,"delivered_at"?: string | null,"delivery_failed_at"?: string | null,"dispute_open"?: boolean,"email": string,"expires_at"?: string | null,"hold_note"?: string | null,"hold_reason"?: Database["public"]['Enums']["hold_reason"] | null,"id"?: string,"in_transit"?: boolean,"is_unreserved"?: boolean,"last_attempt_failed"?: boolean,"lock_for"?: string | null,"moved_minor"?: number,"name": string,"note"?: string | null,"number": string,"paid_minor"?: number,"payment_method": Database["public"]['Enums']["payment_method"],"payment_status"?: never,"phone": string,"phone_key"?: never,"pieces": number,"pieces_cancelled"?: number,"pieces_shipped"?: number,"placed_at"?: string,"refunded_minor"?: number,"refunding_minor"?: number,"refused_at"?: string | null,"reservation_extended_at"?: string | null,"returned_all"?: boolean,"shipped_at"?: string | null,"shipping_address"?: Json | null,"shipping_minor": number,"shipping_rate_id"?: string | null,"shipping_rate_name"?: string | null,"shop_id": string,"state": Database["public"]['Enums']["order_state"],"status"?: never,"stock_policy": Database["public"]['Enums']["stock_policy"],"subtotal_minor": number,"total_minor"?: never,"user_id"?: string | null,"version"?: number
                  }
                  Update: {
                    "archived_at"?: string | null,"awaits_confirmation"?: never,"awaits_money"?: never,"backordered"?: boolean,"cancel_note"?: string | null,"cancel_reason"?: Database["public"]['Enums']["cancel_reason"] | null,"cancelled_at"?: string | null,"cancelled_by"?: Database["public"]['Enums']["cancelled_by"] | null,"cancelled_minor"?: number,"cart_id"?: string | null,"client_hash"?: string | null,"completed_at"?: string | null,"confirmed_at"?: string | null,"confirmed_by"?: string | null,"confirms_by_link"?: boolean,"currency"?: string,"customer_id"?: string,"delivered_at"?: string | null,"delivery_failed_at"?: string | null,"dispute_open"?: boolean,"email"?: string,"expires_at"?: string | null,"hold_note"?: string | null,"hold_reason"?: Database["public"]['Enums']["hold_reason"] | null,"id"?: string,"in_transit"?: boolean,"is_unreserved"?: boolean,"last_attempt_failed"?: boolean,"lock_for"?: string | null,"moved_minor"?: number,"name"?: string,"note"?: string | null,"number"?: string,"paid_minor"?: number,"payment_method"?: Database["public"]['Enums']["payment_method"],"payment_status"?: never,"phone"?: string,"phone_key"?: never,"pieces"?: number,"pieces_cancelled"?: number,"pieces_shipped"?: number,"placed_at"?: string,"refunded_minor"?: number,"refunding_minor"?: number,"refused_at"?: string | null,"reservation_extended_at"?: string | null,"returned_all"?: boolean,"shipped_at"?: string | null,"shipping_address"?: Json | null,"shipping_minor"?: number,"shipping_rate_id"?: string | null,"shipping_rate_name"?: string | null,"shop_id"?: string,"state"?: Database["public"]['Enums']["order_state"],"status"?: never,"stock_policy"?: Database["public"]['Enums']["stock_policy"],"subtotal_minor"?: number,"total_minor"?: never,"user_id"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "orders_confirmed_by_fkey"
      columns: ["confirmed_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "orders_shop_id_customer_id_fkey"
      columns: ["shop_id","customer_id"]
isOneToOne: false
      referencedRelation: "customers"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "orders_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "orders_shop_id_shipping_rate_id_fkey"
      columns: ["shop_id","shipping_rate_id"]
isOneToOne: false
      referencedRelation: "shipping_rates"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "orders_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"payment_intents": {
                  Row: {
                    "amount_minor": number,"checked_at": string | null,"checkout_url": string | null,"claimed_until": string | null,"client_hash": string | null,"created_at": string,"currency": string,"failure_reason": string | null,"gateway": string,"id": string,"is_processing": boolean,"mode": string | null,"next_check_at": string | null,"order_id": string,"page_checked_at": string | null,"page_checks": number,"reference": string,"refusal": Database["public"]['Enums']["intent_refusal"] | null,"shop_id": string,"state": Database["public"]['Enums']["intent_state"],"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"checked_at"?: string | null,"checkout_url"?: string | null,"claimed_until"?: string | null,"client_hash"?: string | null,"created_at"?: string,"currency": string,"failure_reason"?: string | null,"gateway": string,"id"?: string,"is_processing"?: boolean,"mode"?: string | null,"next_check_at"?: string | null,"order_id": string,"page_checked_at"?: string | null,"page_checks"?: number,"reference": string,"refusal"?: Database["public"]['Enums']["intent_refusal"] | null,"shop_id": string,"state"?: Database["public"]['Enums']["intent_state"],"updated_at"?: string
                  }
                  Update: {
                    "amount_minor"?: number,"checked_at"?: string | null,"checkout_url"?: string | null,"claimed_until"?: string | null,"client_hash"?: string | null,"created_at"?: string,"currency"?: string,"failure_reason"?: string | null,"gateway"?: string,"id"?: string,"is_processing"?: boolean,"mode"?: string | null,"next_check_at"?: string | null,"order_id"?: string,"page_checked_at"?: string | null,"page_checks"?: number,"reference"?: string,"refusal"?: Database["public"]['Enums']["intent_refusal"] | null,"shop_id"?: string,"state"?: Database["public"]['Enums']["intent_state"],"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_intents_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"payment_methods": {
                  Row: {
                    "accept_by_link": boolean,"description": string,"is_enabled": boolean,"label": string,"lock_for": string | null,"max_open_orders": number | null,"max_refusals": number | null,"max_total_minor": number | null,"method": Database["public"]['Enums']["payment_method"],"position": number,"regions": (string)[] | null,"requires_acceptance": boolean,"shop_id": string,"stock_policy": Database["public"]['Enums']["stock_policy"]
                  }
                  ComputedFields: never
                  Insert: {
                    "accept_by_link"?: boolean,"description"?: string,"is_enabled"?: boolean,"label": string,"lock_for"?: string | null,"max_open_orders"?: number | null,"max_refusals"?: number | null,"max_total_minor"?: number | null,"method": Database["public"]['Enums']["payment_method"],"position"?: number,"regions"?: (string)[] | null,"requires_acceptance"?: boolean,"shop_id": string,"stock_policy": Database["public"]['Enums']["stock_policy"]
                  }
                  Update: {
                    "accept_by_link"?: boolean,"description"?: string,"is_enabled"?: boolean,"label"?: string,"lock_for"?: string | null,"max_open_orders"?: number | null,"max_refusals"?: number | null,"max_total_minor"?: number | null,"method"?: Database["public"]['Enums']["payment_method"],"position"?: number,"regions"?: (string)[] | null,"requires_acceptance"?: boolean,"shop_id"?: string,"stock_policy"?: Database["public"]['Enums']["stock_policy"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_methods_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"payment_proofs": {
                  Row: {
                    "amount_minor": number,"bank": string | null,"bank_reference": string | null,"client_hash": string | null,"decided_at": string | null,"decided_by": string | null,"file_path": string | null,"id": string,"order_id": string,"paid_on": string | null,"payment_id": string | null,"reject_note": string | null,"reject_reason": Database["public"]['Enums']["reject_reason"] | null,"shop_id": string,"state": Database["public"]['Enums']["proof_state"],"submitted_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"bank"?: string | null,"bank_reference"?: string | null,"client_hash"?: string | null,"decided_at"?: string | null,"decided_by"?: string | null,"file_path"?: string | null,"id"?: string,"order_id": string,"paid_on"?: string | null,"payment_id"?: string | null,"reject_note"?: string | null,"reject_reason"?: Database["public"]['Enums']["reject_reason"] | null,"shop_id": string,"state"?: Database["public"]['Enums']["proof_state"],"submitted_at"?: string
                  }
                  Update: {
                    "amount_minor"?: number,"bank"?: string | null,"bank_reference"?: string | null,"client_hash"?: string | null,"decided_at"?: string | null,"decided_by"?: string | null,"file_path"?: string | null,"id"?: string,"order_id"?: string,"paid_on"?: string | null,"payment_id"?: string | null,"reject_note"?: string | null,"reject_reason"?: Database["public"]['Enums']["reject_reason"] | null,"shop_id"?: string,"state"?: Database["public"]['Enums']["proof_state"],"submitted_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payment_proofs_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "payment_proofs_shop_id_order_id_file_path_fkey"
      columns: ["shop_id","order_id","file_path"]
isOneToOne: false
      referencedRelation: "proof_files"
      referencedColumns: ["shop_id","order_id","path"]
    },{
      foreignKeyName: "payment_proofs_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "payment_proofs_shop_id_payment_id_fkey"
      columns: ["shop_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"payments": {
                  Row: {
                    "amount_minor": number,"channel": string | null,"created_at": string,"currency": string,"fee_minor": number | null,"gateway": string,"id": string,"intent_id": string,"order_id": string,"outcome": string,"paid_at": string,"paid_on": string | null,"raw": NonNullable<Json>,"refunding_minor": number,"shop_id": string,"transaction_id": string,"unrefunded_minor": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"channel"?: string | null,"created_at"?: string,"currency": string,"fee_minor"?: number | null,"gateway": string,"id"?: string,"intent_id": string,"order_id": string,"outcome": string,"paid_at": string,"paid_on"?: string | null,"raw"?: NonNullable<Json>,"refunding_minor"?: number,"shop_id": string,"transaction_id": string,"unrefunded_minor"?: never
                  }
                  Update: {
                    "amount_minor"?: number,"channel"?: string | null,"created_at"?: string,"currency"?: string,"fee_minor"?: number | null,"gateway"?: string,"id"?: string,"intent_id"?: string,"order_id"?: string,"outcome"?: string,"paid_at"?: string,"paid_on"?: string | null,"raw"?: NonNullable<Json>,"refunding_minor"?: number,"shop_id"?: string,"transaction_id"?: string,"unrefunded_minor"?: never
                  }
                  Relationships: [
                    {
      foreignKeyName: "payments_shop_id_intent_id_fkey"
      columns: ["shop_id","intent_id"]
isOneToOne: false
      referencedRelation: "payment_intents"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "payments_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"payout_details": {
                  Row: {
                    "changed_at": string | null,"changes": number,"ciphertext": string,"given_at": string,"order_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_at"?: string | null,"changes"?: number,"ciphertext": string,"given_at"?: string,"order_id": string,"shop_id": string
                  }
                  Update: {
                    "changed_at"?: string | null,"changes"?: number,"ciphertext"?: string,"given_at"?: string,"order_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "payout_details_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"platform_operators": {
                  Row: {
                    "created_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "platform_operators_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"product_fields": {
                  Row: {
                    "choices": (string)[],"help": string,"id": string,"is_required": boolean,"kind": Database["public"]['Enums']["field_kind"],"label": string,"max_length": number | null,"max_value": number | null,"min_value": number | null,"position": number,"product_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "choices"?: (string)[],"help"?: string,"id"?: string,"is_required"?: boolean,"kind": Database["public"]['Enums']["field_kind"],"label": string,"max_length"?: number | null,"max_value"?: number | null,"min_value"?: number | null,"position": number,"product_id": string,"shop_id": string
                  }
                  Update: {
                    "choices"?: (string)[],"help"?: string,"id"?: string,"is_required"?: boolean,"kind"?: Database["public"]['Enums']["field_kind"],"label"?: string,"max_length"?: number | null,"max_value"?: number | null,"min_value"?: number | null,"position"?: number,"product_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_fields_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"product_images": {
                  Row: {
                    "alt": string,"choice": string | null,"focal_x": number,"focal_y": number,"height": number,"id": string,"media_id": string | null,"placeholder": string | null,"position": number,"product_id": string,"shop_id": string,"src": string,"variant_id": string | null,"width": number
                  }
                  ComputedFields: never
                  Insert: {
                    "alt": string,"choice"?: string | null,"focal_x"?: number,"focal_y"?: number,"height": number,"id"?: string,"media_id"?: string | null,"placeholder"?: string | null,"position"?: number,"product_id": string,"shop_id": string,"src": string,"variant_id"?: string | null,"width": number
                  }
                  Update: {
                    "alt"?: string,"choice"?: string | null,"focal_x"?: number,"focal_y"?: number,"height"?: number,"id"?: string,"media_id"?: string | null,"placeholder"?: string | null,"position"?: number,"product_id"?: string,"shop_id"?: string,"src"?: string,"variant_id"?: string | null,"width"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_images_media_id_fkey"
      columns: ["shop_id","media_id"]
isOneToOne: false
      referencedRelation: "media"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "product_images_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "product_images_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "product_images_shop_id_variant_id_fkey"
      columns: ["shop_id","variant_id"]
isOneToOne: false
      referencedRelation: "variants"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"product_options": {
                  Row: {
                    "choices": (string)[],"name": string,"position": number,"product_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "choices": (string)[],"name": string,"position": number,"product_id": string,"shop_id": string
                  }
                  Update: {
                    "choices"?: (string)[],"name"?: string,"position"?: number,"product_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_options_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"product_previews": {
                  Row: {
                    "expires_at": string,"product_id": string,"shop_id": string,"token_hash": string
                  }
                  ComputedFields: never
                  Insert: {
                    "expires_at"?: string,"product_id": string,"shop_id": string,"token_hash": string
                  }
                  Update: {
                    "expires_at"?: string,"product_id"?: string,"shop_id"?: string,"token_hash"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_previews_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"product_tags": {
                  Row: {
                    "product_id": string,"shop_id": string,"tag": string
                  }
                  ComputedFields: never
                  Insert: {
                    "product_id": string,"shop_id": string,"tag": string
                  }
                  Update: {
                    "product_id"?: string,"shop_id"?: string,"tag"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_tags_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"products": {
                  Row: {
                    "archived_at": string | null,"category_id": string | null,"condition": Database["public"]['Enums']["product_condition"],"created_at": string,"description": string,"details": NonNullable<Json>,"id": string,"is_featured": boolean,"name": string,"position": number,"published_at": string | null,"seo_description": string,"seo_title": string,"shop_id": string,"slug": string,"summary": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "archived_at"?: string | null,"category_id"?: string | null,"condition"?: Database["public"]['Enums']["product_condition"],"created_at"?: string,"description"?: string,"details"?: NonNullable<Json>,"id"?: string,"is_featured"?: boolean,"name": string,"position"?: number,"published_at"?: string | null,"seo_description"?: string,"seo_title"?: string,"shop_id": string,"slug": string,"summary"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "archived_at"?: string | null,"category_id"?: string | null,"condition"?: Database["public"]['Enums']["product_condition"],"created_at"?: string,"description"?: string,"details"?: NonNullable<Json>,"id"?: string,"is_featured"?: boolean,"name"?: string,"position"?: number,"published_at"?: string | null,"seo_description"?: string,"seo_title"?: string,"shop_id"?: string,"slug"?: string,"summary"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "products_shop_id_category_id_fkey"
      columns: ["shop_id","category_id"]
isOneToOne: false
      referencedRelation: "categories"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "products_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "created_at": string,"name": string,"phone": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"name"?: string,"phone"?: string | null,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"name"?: string,"phone"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"proof_files": {
                  Row: {
                    "created_at": string,"order_id": string,"path": string,"picture_hash": unknown,"sha256": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"order_id": string,"path": string,"picture_hash": unknown,"sha256": string,"shop_id": string
                  }
                  Update: {
                    "created_at"?: string,"order_id"?: string,"path"?: string,"picture_hash"?: unknown,"sha256"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "proof_files_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"proof_likenesses": {
                  Row: {
                    "bits": number,"other_path": string,"path": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bits": number,"other_path": string,"path": string,"shop_id": string
                  }
                  Update: {
                    "bits"?: number,"other_path"?: string,"path"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "proof_likenesses_other_path_fkey"
      columns: ["other_path"]
isOneToOne: false
      referencedRelation: "proof_files"
      referencedColumns: ["path"]
    },{
      foreignKeyName: "proof_likenesses_path_fkey"
      columns: ["path"]
isOneToOne: false
      referencedRelation: "proof_files"
      referencedColumns: ["path"]
    },{
      foreignKeyName: "proof_likenesses_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"rate_limits": {
                  Row: {
                    "bucket": string,"count": number,"key_hash": string,"window_started_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bucket": string,"count"?: number,"key_hash": string,"window_started_at"?: string
                  }
                  Update: {
                    "bucket"?: string,"count"?: number,"key_hash"?: string,"window_started_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"redirects": {
                  Row: {
                    "created_at": string,"from_path": string,"id": string,"shop_id": string,"to_path": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"from_path": string,"id"?: string,"shop_id": string,"to_path": string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"from_path"?: string,"id"?: string,"shop_id"?: string,"to_path"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "redirects_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"refund_items": {
                  Row: {
                    "order_item_id": string,"quantity": number,"refund_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "order_item_id": string,"quantity": number,"refund_id": string,"shop_id": string
                  }
                  Update: {
                    "order_item_id"?: string,"quantity"?: number,"refund_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "refund_items_shop_id_order_item_id_fkey"
      columns: ["shop_id","order_item_id"]
isOneToOne: false
      referencedRelation: "order_items"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "refund_items_shop_id_refund_id_fkey"
      columns: ["shop_id","refund_id"]
isOneToOne: false
      referencedRelation: "refunds"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"refunds": {
                  Row: {
                    "amount_minor": number,"approved_by": string | null,"attempts": number,"created_at": string,"currency": string,"gateway": string,"gateway_refund_id": string | null,"id": string,"is_in_flight": boolean,"is_live": boolean,"is_unsent": boolean,"kind": Database["public"]['Enums']["refund_kind"],"last_error": string | null,"next_attempt_at": string,"note": string | null,"order_id": string,"paid_out_by": string | null,"paid_out_reference": string | null,"payment_id": string,"raw": NonNullable<Json>,"reason": Database["public"]['Enums']["refund_reason"],"requested_by": string | null,"requested_by_role": string,"retries_refund_id": string | null,"sent_at": string | null,"settled_at": string | null,"shop_id": string,"state": Database["public"]['Enums']["refund_state"]
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"approved_by"?: string | null,"attempts"?: number,"created_at"?: string,"currency": string,"gateway": string,"gateway_refund_id"?: string | null,"id"?: string,"is_in_flight"?: never,"is_live"?: never,"is_unsent"?: never,"kind"?: Database["public"]['Enums']["refund_kind"],"last_error"?: string | null,"next_attempt_at"?: string,"note"?: string | null,"order_id": string,"paid_out_by"?: string | null,"paid_out_reference"?: string | null,"payment_id": string,"raw"?: NonNullable<Json>,"reason": Database["public"]['Enums']["refund_reason"],"requested_by"?: string | null,"requested_by_role": string,"retries_refund_id"?: string | null,"sent_at"?: string | null,"settled_at"?: string | null,"shop_id": string,"state": Database["public"]['Enums']["refund_state"]
                  }
                  Update: {
                    "amount_minor"?: number,"approved_by"?: string | null,"attempts"?: number,"created_at"?: string,"currency"?: string,"gateway"?: string,"gateway_refund_id"?: string | null,"id"?: string,"is_in_flight"?: never,"is_live"?: never,"is_unsent"?: never,"kind"?: Database["public"]['Enums']["refund_kind"],"last_error"?: string | null,"next_attempt_at"?: string,"note"?: string | null,"order_id"?: string,"paid_out_by"?: string | null,"paid_out_reference"?: string | null,"payment_id"?: string,"raw"?: NonNullable<Json>,"reason"?: Database["public"]['Enums']["refund_reason"],"requested_by"?: string | null,"requested_by_role"?: string,"retries_refund_id"?: string | null,"sent_at"?: string | null,"settled_at"?: string | null,"shop_id"?: string,"state"?: Database["public"]['Enums']["refund_state"]
                  }
                  Relationships: [
                    {
      foreignKeyName: "refunds_approved_by_fkey"
      columns: ["approved_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "refunds_paid_out_by_fkey"
      columns: ["paid_out_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "refunds_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "refunds_retries_refund_id_fkey"
      columns: ["retries_refund_id"]
isOneToOne: false
      referencedRelation: "refunds"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "refunds_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "refunds_shop_id_payment_id_fkey"
      columns: ["shop_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"related_products": {
                  Row: {
                    "position": number,"product_id": string,"related_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "position": number,"product_id": string,"related_id": string,"shop_id": string
                  }
                  Update: {
                    "position"?: number,"product_id"?: string,"related_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "related_products_product_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "related_products_related_fkey"
      columns: ["shop_id","related_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"role_permissions": {
                  Row: {
                    "permission": Database["public"]['Enums']["permission"],"role": Database["public"]['Enums']["staff_role"]
                  }
                  ComputedFields: never
                  Insert: {
                    "permission": Database["public"]['Enums']["permission"],"role": Database["public"]['Enums']["staff_role"]
                  }
                  Update: {
                    "permission"?: Database["public"]['Enums']["permission"],"role"?: Database["public"]['Enums']["staff_role"]
                  }
                  Relationships: [
                    
                  ]
                },"shipment_items": {
                  Row: {
                    "order_item_id": string,"quantity": number,"shipment_id": string,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "order_item_id": string,"quantity": number,"shipment_id": string,"shop_id": string
                  }
                  Update: {
                    "order_item_id"?: string,"quantity"?: number,"shipment_id"?: string,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shipment_items_shop_id_order_item_id_fkey"
      columns: ["shop_id","order_item_id"]
isOneToOne: false
      referencedRelation: "order_items"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "shipment_items_shop_id_shipment_id_fkey"
      columns: ["shop_id","shipment_id"]
isOneToOne: false
      referencedRelation: "shipments"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"shipments": {
                  Row: {
                    "carrier": string,"delivered_at": string | null,"id": string,"order_id": string,"shipped_at": string,"shop_id": string,"tracking_number": string | null,"tracking_url": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "carrier": string,"delivered_at"?: string | null,"id"?: string,"order_id": string,"shipped_at"?: string,"shop_id": string,"tracking_number"?: string | null,"tracking_url"?: string | null
                  }
                  Update: {
                    "carrier"?: string,"delivered_at"?: string | null,"id"?: string,"order_id"?: string,"shipped_at"?: string,"shop_id"?: string,"tracking_number"?: string | null,"tracking_url"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "shipments_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"shipping_rates": {
                  Row: {
                    "country": string,"description": string,"free_from_minor": number | null,"id": string,"is_active": boolean,"max_days": number,"min_days": number,"name": string,"position": number,"price_minor": number,"regions": (string)[] | null,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "country": string,"description"?: string,"free_from_minor"?: number | null,"id"?: string,"is_active"?: boolean,"max_days": number,"min_days": number,"name": string,"position"?: number,"price_minor": number,"regions"?: (string)[] | null,"shop_id": string
                  }
                  Update: {
                    "country"?: string,"description"?: string,"free_from_minor"?: number | null,"id"?: string,"is_active"?: boolean,"max_days"?: number,"min_days"?: number,"name"?: string,"position"?: number,"price_minor"?: number,"regions"?: (string)[] | null,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shipping_rates_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"shop_domains": {
                  Row: {
                    "created_at": string,"host": string,"is_primary": boolean,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"host": string,"is_primary"?: boolean,"shop_id": string
                  }
                  Update: {
                    "created_at"?: string,"host"?: string,"is_primary"?: boolean,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shop_domains_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"shop_pictures": {
                  Row: {
                    "created_at": string,"shop_id": string,"src": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"shop_id": string,"src": string
                  }
                  Update: {
                    "created_at"?: string,"shop_id"?: string,"src"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shop_pictures_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"shop_settings": {
                  Row: {
                    "accepts_free_orders": boolean,"cash_link_above_minor": number | null,"complete_after": string,"low_stock_at": number,"max_unpaid_orders": number | null,"payment_window": string,"refund_approval_above_minor": number | null,"requires_tracking": boolean,"reserve_share": number,"reserve_units": number,"separation_of_duties": boolean | null,"shop_id": string,"short_refund_after": string,"updated_at": string,"verification_window": string
                  }
                  ComputedFields: never
                  Insert: {
                    "accepts_free_orders"?: boolean,"cash_link_above_minor"?: number | null,"complete_after"?: string,"low_stock_at"?: number,"max_unpaid_orders"?: number | null,"payment_window"?: string,"refund_approval_above_minor"?: number | null,"requires_tracking"?: boolean,"reserve_share"?: number,"reserve_units"?: number,"separation_of_duties"?: boolean | null,"shop_id": string,"short_refund_after"?: string,"updated_at"?: string,"verification_window"?: string
                  }
                  Update: {
                    "accepts_free_orders"?: boolean,"cash_link_above_minor"?: number | null,"complete_after"?: string,"low_stock_at"?: number,"max_unpaid_orders"?: number | null,"payment_window"?: string,"refund_approval_above_minor"?: number | null,"requires_tracking"?: boolean,"reserve_share"?: number,"reserve_units"?: number,"separation_of_duties"?: boolean | null,"shop_id"?: string,"short_refund_after"?: string,"updated_at"?: string,"verification_window"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "shop_settings_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: true
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"shops": {
                  Row: {
                    "announcement": string | null,"contact_email": string | null,"contact_phone": string | null,"country": string,"created_at": string,"currency": string,"description": string,"id": string,"locale": string,"minor_digits": number,"name": string,"published_at": string | null,"slug": string,"tagline": string,"theme": NonNullable<Json>,"time_zone": string
                  }
                  ComputedFields: never
                  Insert: {
                    "announcement"?: string | null,"contact_email"?: string | null,"contact_phone"?: string | null,"country": string,"created_at"?: string,"currency": string,"description"?: string,"id"?: string,"locale"?: string,"minor_digits": number,"name": string,"published_at"?: string | null,"slug": string,"tagline"?: string,"theme"?: NonNullable<Json>,"time_zone"?: string
                  }
                  Update: {
                    "announcement"?: string | null,"contact_email"?: string | null,"contact_phone"?: string | null,"country"?: string,"created_at"?: string,"currency"?: string,"description"?: string,"id"?: string,"locale"?: string,"minor_digits"?: number,"name"?: string,"published_at"?: string | null,"slug"?: string,"tagline"?: string,"theme"?: NonNullable<Json>,"time_zone"?: string
                  }
                  Relationships: [
                    
                  ]
                },"staff": {
                  Row: {
                    "created_at": string,"role": Database["public"]['Enums']["staff_role"],"shop_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"role": Database["public"]['Enums']["staff_role"],"shop_id": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"role"?: Database["public"]['Enums']["staff_role"],"shop_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "staff_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "staff_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"staff_sessions": {
                  Row: {
                    "reauthenticated_at": string | null,"session_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "reauthenticated_at"?: string | null,"session_id": string,"user_id": string
                  }
                  Update: {
                    "reauthenticated_at"?: string | null,"session_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "staff_sessions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"statement_lines": {
                  Row: {
                    "amount_minor": number,"bank_account_id": string,"booked_on": string,"currency": string,"decided_by": string | null,"description": string,"dismissed_reason": string | null,"id": string,"imported_at": string,"imported_by": string | null,"occurrence": number,"order_id": string | null,"payment_id": string | null,"reference": string | null,"settled_at": string | null,"shop_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_minor": number,"bank_account_id": string,"booked_on": string,"currency": string,"decided_by"?: string | null,"description": string,"dismissed_reason"?: string | null,"id"?: string,"imported_at"?: string,"imported_by"?: string | null,"occurrence": number,"order_id"?: string | null,"payment_id"?: string | null,"reference"?: string | null,"settled_at"?: string | null,"shop_id": string
                  }
                  Update: {
                    "amount_minor"?: number,"bank_account_id"?: string,"booked_on"?: string,"currency"?: string,"decided_by"?: string | null,"description"?: string,"dismissed_reason"?: string | null,"id"?: string,"imported_at"?: string,"imported_by"?: string | null,"occurrence"?: number,"order_id"?: string | null,"payment_id"?: string | null,"reference"?: string | null,"settled_at"?: string | null,"shop_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "statement_lines_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "statement_lines_imported_by_fkey"
      columns: ["imported_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "statement_lines_shop_id_bank_account_id_fkey"
      columns: ["shop_id","bank_account_id"]
isOneToOne: false
      referencedRelation: "bank_accounts"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "statement_lines_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "statement_lines_shop_id_payment_id_fkey"
      columns: ["shop_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"statement_moves": {
                  Row: {
                    "answers": NonNullable<Json>,"decided_at": string | null,"decided_by": string | null,"decline_reason": string | null,"from_order_id": string,"id": string,"line_id": string,"payment_id": string | null,"reason": string,"refund_id": string | null,"requested_at": string,"requested_by": string | null,"shop_id": string,"state": Database["public"]['Enums']["statement_move_state"],"to_order_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answers"?: NonNullable<Json>,"decided_at"?: string | null,"decided_by"?: string | null,"decline_reason"?: string | null,"from_order_id": string,"id"?: string,"line_id": string,"payment_id"?: string | null,"reason": string,"refund_id"?: string | null,"requested_at"?: string,"requested_by"?: string | null,"shop_id": string,"state"?: Database["public"]['Enums']["statement_move_state"],"to_order_id": string
                  }
                  Update: {
                    "answers"?: NonNullable<Json>,"decided_at"?: string | null,"decided_by"?: string | null,"decline_reason"?: string | null,"from_order_id"?: string,"id"?: string,"line_id"?: string,"payment_id"?: string | null,"reason"?: string,"refund_id"?: string | null,"requested_at"?: string,"requested_by"?: string | null,"shop_id"?: string,"state"?: Database["public"]['Enums']["statement_move_state"],"to_order_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "statement_moves_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "statement_moves_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "statement_moves_shop_id_from_order_id_fkey"
      columns: ["shop_id","from_order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "statement_moves_shop_id_line_id_fkey"
      columns: ["shop_id","line_id"]
isOneToOne: false
      referencedRelation: "statement_lines"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "statement_moves_shop_id_payment_id_fkey"
      columns: ["shop_id","payment_id"]
isOneToOne: false
      referencedRelation: "payments"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "statement_moves_shop_id_refund_id_fkey"
      columns: ["shop_id","refund_id"]
isOneToOne: false
      referencedRelation: "refunds"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "statement_moves_shop_id_to_order_id_fkey"
      columns: ["shop_id","to_order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"stock_movements": {
                  Row: {
                    "actor": string | null,"committed": number,"committed_delta": number,"created_at": string,"id": number,"location": string,"note": string | null,"on_hand": number,"on_hand_delta": number,"order_id": string | null,"reason": Database["public"]['Enums']["stock_reason"],"shop_id": string,"variant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor"?: string | null,"committed": number,"committed_delta": number,"created_at"?: string,"id"?: never,"location"?: string,"note"?: string | null,"on_hand": number,"on_hand_delta": number,"order_id"?: string | null,"reason": Database["public"]['Enums']["stock_reason"],"shop_id": string,"variant_id": string
                  }
                  Update: {
                    "actor"?: string | null,"committed"?: number,"committed_delta"?: number,"created_at"?: string,"id"?: never,"location"?: string,"note"?: string | null,"on_hand"?: number,"on_hand_delta"?: number,"order_id"?: string | null,"reason"?: Database["public"]['Enums']["stock_reason"],"shop_id"?: string,"variant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "stock_movements_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "stock_movements_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "stock_movements_shop_id_variant_id_fkey"
      columns: ["shop_id","variant_id"]
isOneToOne: false
      referencedRelation: "variants"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"usage_limits": {
                  Row: {
                    "action": Database["public"]['Enums']["limited_action"],"every": string,"max_count": number,"max_direct": number | null,"shop_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action": Database["public"]['Enums']["limited_action"],"every": string,"max_count": number,"max_direct"?: number | null,"shop_id": string,"updated_at"?: string
                  }
                  Update: {
                    "action"?: Database["public"]['Enums']["limited_action"],"every"?: string,"max_count"?: number,"max_direct"?: number | null,"shop_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "usage_limits_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                },"variants": {
                  Row: {
                    "allows_backorder": boolean,"backorder_on": string | null,"barcode": string | null,"compare_at_minor": number | null,"cost_minor": number | null,"id": string,"is_active": boolean,"is_tracked": boolean,"needs_delivery": boolean,"option_value": string | null,"options": (string)[],"position": number,"price_minor": number,"product_id": string,"shop_id": string,"sku": string,"tax_class": Database["public"]['Enums']["tax_class"],"weight_grams": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "allows_backorder"?: boolean,"backorder_on"?: string | null,"barcode"?: string | null,"compare_at_minor"?: number | null,"cost_minor"?: number | null,"id"?: string,"is_active"?: boolean,"is_tracked"?: boolean,"needs_delivery"?: boolean,"option_value"?: never,"options"?: (string)[],"position"?: number,"price_minor": number,"product_id": string,"shop_id": string,"sku": string,"tax_class"?: Database["public"]['Enums']["tax_class"],"weight_grams"?: number | null
                  }
                  Update: {
                    "allows_backorder"?: boolean,"backorder_on"?: string | null,"barcode"?: string | null,"compare_at_minor"?: number | null,"cost_minor"?: number | null,"id"?: string,"is_active"?: boolean,"is_tracked"?: boolean,"needs_delivery"?: boolean,"option_value"?: never,"options"?: (string)[],"position"?: number,"price_minor"?: number,"product_id"?: string,"shop_id"?: string,"sku"?: string,"tax_class"?: Database["public"]['Enums']["tax_class"],"weight_grams"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "variants_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "variants_shop_id_product_id_fkey"
      columns: ["shop_id","product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["shop_id","id"]
    }
                  ]
                },"verification_claims": {
                  Row: {
                    "claimed_until": string,"order_id": string,"shop_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "claimed_until": string,"order_id": string,"shop_id": string,"user_id": string
                  }
                  Update: {
                    "claimed_until"?: string,"order_id"?: string,"shop_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "verification_claims_shop_id_order_id_fkey"
      columns: ["shop_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["shop_id","id"]
    },{
      foreignKeyName: "verification_claims_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "profiles"
      referencedColumns: ["user_id"]
    }
                  ]
                },"webhook_events": {
                  Row: {
                    "attempts": number,"dead_at": string | null,"dedupe_key": string,"event_type": string,"gateway": string,"id": string,"last_error": string | null,"next_attempt_at": string,"outcome": string | null,"payload": NonNullable<Json>,"processed_at": string | null,"received_at": string,"reference": string | null,"shop_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"dead_at"?: string | null,"dedupe_key": string,"event_type": string,"gateway": string,"id"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"outcome"?: string | null,"payload": NonNullable<Json>,"processed_at"?: string | null,"received_at"?: string,"reference"?: string | null,"shop_id"?: string | null
                  }
                  Update: {
                    "attempts"?: number,"dead_at"?: string | null,"dedupe_key"?: string,"event_type"?: string,"gateway"?: string,"id"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"outcome"?: string | null,"payload"?: NonNullable<Json>,"processed_at"?: string | null,"received_at"?: string,"reference"?: string | null,"shop_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "webhook_events_shop_id_fkey"
      columns: ["shop_id"]
isOneToOne: false
      referencedRelation: "shops"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "add_media":
{ Args: { "upload_id": string }; Returns: Json
                           },
"add_order_log":
{ Args: { "note": string,"order_id": string }; Returns: undefined
                           },
"add_stock":
{ Args: { "idempotency_key"?: string,"quantity": number,"reason": string,"variant_id": string }; Returns: number
                           },
"adjust_stock":
{ Args: { "expected"?: number,"on_hand": number,"reason": string,"variant_id": string }; Returns: number
                           },
"approve_bank_account":
{ Args: { "account_id": string }; Returns: undefined
                           },
"cancel_expired_orders":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"cancel_order":
{ Args: { "access_token"?: string,"order_id": string,"reason": string }; Returns: Json
                           },
"cancel_order_items":
{ Args: { "access_token"?: string,"expected_version"?: number,"lines": Json,"order_id": string,"reason": string }; Returns: Json
                           },
"claim_catalogue_changes":
{ Args: { "max_rows": number }; Returns: {
              "collection": string,"product": string,"shop": string
            }[]
                           },
"claim_import_pictures":
{ Args: { "max_rows": number }; Returns: {
              "picture_id": string,"shop": string,"shop_id": string,"url": string
            }[]
                           },
"claim_intents_to_check":
{ Args: { "max_rows": number }; Returns: {
              "gateway": string,"reference": string
            }[]
                           },
"claim_notifications":
{ Args: { "max_rows": number }; Returns: {
              "attempts": number,
"created_at": string,
"dead_at": string | null,
"dedupe_key": string,
"id": string,
"idempotency_key": string,
"last_error": string | null,
"next_attempt_at": string,
"order_id": string | null,
"payload": NonNullable<Json>,
"recipient": string,
"sent_at": string | null,
"shop_id": string,
"template": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "notification_queue"
        isOneToOne: false
        isSetofReturn: true
      } },
"claim_payment_check":
{ Args: { "gateway": string,"reference": string }; Returns: boolean
                           },
"claim_refunds":
{ Args: { "max_rows": number,"only_id"?: string }; Returns: {
              "amount_minor": number,"currency": string,"gateway": string,"must_look": boolean,"reference": string,"refund_id": string,"transaction_id": string
            }[]
                           },
"claim_stock_changes":
{ Args: { "max_rows": number }; Returns: {
              "product": string,"shop": string
            }[]
                           },
"claim_verification":
{ Args: { "order_id": string,"take_over"?: boolean }; Returns: Json
                           },
"claim_webhook_events":
{ Args: { "event_id"?: string,"max_rows": number }; Returns: {
              "attempts": number,
"dead_at": string | null,
"dedupe_key": string,
"event_type": string,
"gateway": string,
"id": string,
"last_error": string | null,
"next_attempt_at": string,
"outcome": string | null,
"payload": NonNullable<Json>,
"processed_at": string | null,
"received_at": string,
"reference": string | null,
"shop_id": string | null
            }[]
                          SetofOptions: {
        from: "*"
        to: "webhook_events"
        isOneToOne: false
        isSetofReturn: true
      } },
"cleanup_expired_inventory_locks":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"cleanup_stale_rows":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"clear_cart":
{ Args: { "cart_token": string }; Returns: Json
                           },
"clone_order":
{ Args: { "idempotency_key": string,"order_id": string }; Returns: Json
                           },
"clone_product":
{ Args: { "product_id": string }; Returns: Json
                           },
"close_dispute":
{ Args: { "dispute_id": string,"outcome": string,"resolution": string }; Returns: Json
                           },
"close_import":
{ Args: { "import_id": string,"reason": string }; Returns: undefined
                           },
"collect_cash":
{ Args: { "collected": Json,"expected_version"?: number,"order_id": string }; Returns: Json
                           },
"complete_delivered_orders":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"confirm_request":
{ Args: { "access_token"?: string,"order_id": string }; Returns: Json
                           },
"confirm_statement_lines":
{ Args: { "picks": Json }; Returns: Json
                           },
"correct_order_email":
{ Args: { "access_token"?: string,"email": string,"order_id": string }; Returns: Json
                           },
"count_cash":
{ Args: { "counted_minor": number,"courier": string,"expected_minor": number,"note"?: string,"shop": string }; Returns: Json
                           },
"count_low_stock":
{ Args: { "shop": string }; Returns: number
                           },
"count_queues":
{ Args: { "shop": string }; Returns: Json
                           },
"create_import":
{ Args: { "file_name": string,"shop": string }; Returns: Json
                           },
"create_order":
{ Args: { "cart_token": string,"checkout": Json,"idempotency_key": string }; Returns: Json
                           },
"create_product_preview":
{ Args: { "product_id": string }; Returns: string
                           },
"decide_refund":
{ Args: { "approve": boolean,"reason"?: string,"refund_id": string }; Returns: Json
                           },
"decide_statement_move":
{ Args: { "approve": boolean,"move_id": string,"reason"?: string }; Returns: Json
                           },
"deduct_inventory":
{ Args: { "order_id": string }; Returns: undefined
                           },
"delete_category":
{ Args: { "category_id": string,"moves_products"?: boolean,"version": number }; Returns: number
                           },
"delete_collection":
{ Args: { "collection_id": string,"version": number }; Returns: undefined
                           },
"delete_media":
{ Args: { "media_id": string,"remove_uses"?: boolean }; Returns: Json
                           },
"delete_redirect":
{ Args: { "redirect_id": string,"shop": string }; Returns: undefined
                           },
"describe_deployment":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"discard_media_upload":
{ Args: { "upload_id": string }; Returns: undefined
                           },
"dismiss_statement_line":
{ Args: { "line_id": string,"reason": string }; Returns: undefined
                           },
"doctor":
{ Args: { "default_shop"?: string }; Returns: {
              "check": string,"details": string,"ok": boolean
            }[]
                           },
"find_next_verification":
{ Args: { "from_expires_at"?: string,"order_id": string,"shop": string }; Returns: string
                           },
"find_redirect":
{ Args: { "path": string,"shop": string }; Returns: string
                           },
"find_shop":
{ Args: { "host": string }; Returns: {
              "slug": string
            }[]
                           },
"finish_import_picture":
{ Args: { "picture"?: Json,"picture_id": string,"reason"?: string }; Returns: Json
                           },
"finish_notification":
{ Args: { "error"?: string,"id": string,"key"?: string,"waits"?: boolean }; Returns: undefined
                           },
"finish_webhook_event":
{ Args: { "error"?: string,"id": string,"outcome": string }; Returns: undefined
                           },
"get_available_stock":
{ Args: { "variant_id": string }; Returns: number
                           },
"get_cart":
{ Args: { "cart_token": string }; Returns: Json
                           },
"get_closed_shop":
{ Args: { "slug": string }; Returns: Json
                           },
"get_collection":
{ Args: { "collection_id": string }; Returns: Json
                           },
"get_import":
{ Args: { "import_id": string }; Returns: Json
                           },
"get_import_mapping":
{ Args: { "heads": (string)[],"shop": string }; Returns: Json
                           },
"get_media":
{ Args: { "media_id": string }; Returns: Json
                           },
"get_order":
{ Args: { "access_token"?: string,"number": string }; Returns: Json
                           },
"get_own_payout_details":
{ Args: { "access_token"?: string,"order_id": string }; Returns: Json
                           },
"get_own_phone":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"get_product":
{ Args: { "product_id": string }; Returns: Json
                           },
"get_product_preview":
{ Args: { "shop": string,"token": string }; Returns: Json
                           },
"get_shop_host":
{ Args: { "shop_id": string }; Returns: string
                           },
"get_stock":
{ Args: { "from_id"?: number,"max_rows"?: number,"variant_id": string }; Returns: Json
                           },
"hide_bank_account":
{ Args: { "account_id": string }; Returns: undefined
                           },
"import_statement":
{ Args: { "bank_account_id": string,"lines": Json,"mapping"?: Json }; Returns: Json
                           },
"issue_refund":
{ Args: { "amount_minor": number,"idempotency_key": string,"lines"?: Json,"order_id": string,"reason": string }; Returns: Json
                           },
"list_available_stock":
{ Args: { "from_id"?: string,"max_rows"?: number,"product_ids": (string)[] }; Returns: {
              "available": number,"is_backorder": boolean,"variant_id": string
            }[]
                           },
"list_bank_accounts":
{ Args: { "shop": string }; Returns: Json
                           },
"list_categories":
{ Args: { "shop": string }; Returns: Json
                           },
"list_collections":
{ Args: { "shop": string }; Returns: Json
                           },
"list_courier_cash":
{ Args: { "shop": string }; Returns: Json
                           },
"list_due_imports":
{ Args: { "max_rows": number }; Returns: {
              "import_id": string
            }[]
                           },
"list_exceptions":
{ Args: { "from_deadline"?: string,"from_id"?: string,"kind"?: Database["public"]['Enums']["exception_kind"],"max_rows"?: number,"shop": string,"upwards"?: boolean,"view"?: string }; Returns: Json
                           },
"list_exported_products":
{ Args: { "category_id"?: string,"from_id"?: string,"max_rows"?: number,"search"?: string,"shop": string,"status"?: Database["public"]['Enums']["product_status"],"tag"?: string }; Returns: Json
                           },
"list_fulfilment":
{ Args: { "from_confirmed_at"?: string,"from_id"?: string,"max_rows"?: number,"shop": string,"stage"?: string }; Returns: Json
                           },
"list_import_rows":
{ Args: { "from_position"?: number,"import_id": string,"max_rows"?: number,"view"?: string }; Returns: Json
                           },
"list_imports":
{ Args: { "from_id"?: string,"max_rows"?: number,"shop": string }; Returns: Json
                           },
"list_line_candidates":
{ Args: { "line_id": string,"max_rows"?: number,"search"?: string }; Returns: Json
                           },
"list_media":
{ Args: { "from_id"?: string,"max_rows"?: number,"search"?: string,"shop": string,"upwards"?: boolean,"view"?: string }; Returns: Json
                           },
"list_media_uploads":
{ Args: { "shop": string }; Returns: Json
                           },
"list_orders":
{ Args: { "from_id"?: string,"from_placed_at"?: string,"max_rows"?: number,"search"?: string,"shop": string,"statuses"?: (Database["public"]['Enums']["order_status"])[],"upwards"?: boolean,"with_exceptions"?: boolean }; Returns: Json
                           },
"list_packing_slips":
{ Args: { "numbers": (string)[],"shop": string }; Returns: Json
                           },
"list_payment_methods":
{ Args: { "shop": string }; Returns: {
              "accept_by_link": boolean,
"description": string,
"is_enabled": boolean,
"label": string,
"lock_for": string | null,
"max_open_orders": number | null,
"max_refusals": number | null,
"max_total_minor": number | null,
"method": Database["public"]['Enums']["payment_method"],
"position": number,
"regions": (string)[] | null,
"requires_acceptance": boolean,
"shop_id": string,
"stock_policy": Database["public"]['Enums']["stock_policy"]
            }[]
                          SetofOptions: {
        from: "*"
        to: "payment_methods"
        isOneToOne: false
        isSetofReturn: true
      } },
"list_payouts":
{ Args: { "refund_ids": (string)[],"shop": string }; Returns: {
              "changed_at": string,"given_at": string,"refund_id": string
            }[]
                           },
"list_product_cards":
{ Args: { "category"?: string,"collection"?: string,"only_featured"?: boolean,"page"?: number,"shop": string }; Returns: Json
                           },
"list_product_groups":
{ Args: { "shop": string }; Returns: Json
                           },
"list_product_ids":
{ Args: { "category_id"?: string,"search"?: string,"shop": string,"status"?: Database["public"]['Enums']["product_status"],"tag"?: string }; Returns: (string)[]
                           },
"list_products":
{ Args: { "category_id"?: string,"from_id"?: string,"max_rows"?: number,"search"?: string,"shop": string,"sort"?: string,"status"?: Database["public"]['Enums']["product_status"],"tag"?: string,"upwards"?: boolean }; Returns: Json
                           },
"list_recent_orders":
{ Args: { "access_tokens": (string)[],"shop": string }; Returns: Json
                           },
"list_redirects":
{ Args: { "from_id"?: string,"max_rows"?: number,"search"?: string,"shop": string,"upwards"?: boolean }; Returns: Json
                           },
"list_refunds":
{ Args: { "from_created_at"?: string,"from_id"?: string,"max_rows"?: number,"shop": string,"stage"?: string,"upwards"?: boolean }; Returns: Json
                           },
"list_statement_lines":
{ Args: { "decided"?: boolean,"from_booked_on"?: string,"from_id"?: string,"max_rows"?: number,"shop": string }; Returns: Json
                           },
"list_stock":
{ Args: { "from_id"?: string,"max_rows"?: number,"search"?: string,"shop": string,"upwards"?: boolean,"view"?: string }; Returns: Json
                           },
"list_verifications":
{ Args: { "from_expires_at"?: string,"from_id"?: string,"max_rows"?: number,"shop": string }; Returns: Json
                           },
"mark_intent":
{ Args: { "gateway"?: string,"is_processing"?: boolean,"mode"?: string,"reason"?: string,"reference": string,"refusal"?: string,"state": string }; Returns: undefined
                           },
"mark_reauthenticated":
{ Args: { "session_id": string,"user_id": string }; Returns: undefined
                           },
"move_category":
{ Args: { "category_id": string,"parent_id"?: string,"place": number,"version": number }; Returns: number
                           },
"move_collection":
{ Args: { "collection_id": string,"place": number }; Returns: undefined
                           },
"note_heartbeat":
{ Args: { "name": string }; Returns: undefined
                           },
"note_refund_attempt":
{ Args: { "error"?: string,"outcome": string,"refund_id": string }; Returns: undefined
                           },
"open_dispute":
{ Args: { "access_token"?: string,"order_id": string,"reason": string }; Returns: Json
                           },
"pay_out_refund":
{ Args: { "reference": string,"refund_id": string }; Returns: Json
                           },
"preview_collection":
{ Args: { "rule": Json,"shop": string }; Returns: Json
                           },
"read_payout_details":
{ Args: { "refund_id": string }; Returns: Json
                           },
"reassign_statement_line":
{ Args: { "answers"?: Json,"line_id": string,"order_id": string,"reason": string }; Returns: Json
                           },
"record_gateway_dispute":
{ Args: { "dispute": Json,"gateway": string,"reference": string }; Returns: Json
                           },
"record_gateway_refund":
{ Args: { "gateway": string,"refund": Json,"transaction_id": string }; Returns: Json
                           },
"record_media_upload":
{ Args: { "picture": Json,"upload_id": string }; Returns: undefined
                           },
"record_proof_file":
{ Args: { "order_id": string,"path": string,"picture_hash": string,"sha256": string }; Returns: undefined
                           },
"record_shop_picture":
{ Args: { "shop_id": string,"src": string }; Returns: undefined
                           },
"record_webhook_event":
{ Args: { "dedupe_key": string,"event_type": string,"gateway": string,"payload"?: Json,"reference"?: string }; Returns: Json
                           },
"refresh_timed_collections":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"refund_undecided_orders":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"reissue_order_keys":
{ Args: { "order_id": string }; Returns: undefined
                           },
"release_verification":
{ Args: { "order_id": string }; Returns: undefined
                           },
"replay_webhook_event":
{ Args: { "event_id": string }; Returns: undefined
                           },
"require_recent_password":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"resend_notification":
{ Args: { "notification_id": string }; Returns: undefined
                           },
"resend_refund":
{ Args: { "refund_id": string }; Returns: boolean
                           },
"resolve_exception":
{ Args: { "decision": string,"exception_id": string,"note": string }; Returns: Json
                           },
"restore_inventory":
{ Args: { "lines"?: Json,"order_id": string }; Returns: undefined
                           },
"retry_refund":
{ Args: { "refund_id": string }; Returns: Json
                           },
"return_order_items":
{ Args: { "expected_version"?: number,"lines": Json,"order_id": string,"reason": string }; Returns: Json
                           },
"return_to_cart":
{ Args: { "access_token"?: string,"cart_token"?: string,"order_id": string }; Returns: Json
                           },
"run_import_batch":
{ Args: { "import_id": string,"max_lines"?: number }; Returns: Json
                           },
"save_bank_account":
{ Args: { "account": Json,"replaces_id"?: string,"shop_id": string }; Returns: Json
                           },
"save_category":
{ Args: { "category": Json }; Returns: Json
                           },
"save_collection":
{ Args: { "collection": Json }; Returns: Json
                           },
"save_import_mapping":
{ Args: { "columns": Json,"heads": (string)[],"shop": string }; Returns: undefined
                           },
"save_import_rows":
{ Args: { "format"?: string,"import_id": string,"is_first": boolean,"rows": Json }; Returns: undefined
                           },
"save_intent_checkout":
{ Args: { "checkout_url": string,"intent_id": string,"mode": string }; Returns: undefined
                           },
"save_product":
{ Args: { "product": Json }; Returns: Json
                           },
"save_redirect":
{ Args: { "from_path": string,"redirect_id"?: string,"shop": string,"to_path": string }; Returns: Json
                           },
"send_payout_link":
{ Args: { "access_token"?: string,"order_id": string }; Returns: undefined
                           },
"set_cart_item":
{ Args: { "answers"?: Json,"cart_token"?: string,"line_id"?: string,"quantity"?: number,"variant_id"?: string }; Returns: Json
                           },
"set_low_stock_level":
{ Args: { "level": number,"variant_id": string }; Returns: undefined
                           },
"settle_payment":
{ Args: { "gateway": string,"payment": Json,"reference": string }; Returns: Json
                           },
"settle_refund":
{ Args: { "gateway_refund_id"?: string,"raw"?: Json,"refund_id": string,"state": string }; Returns: Json
                           },
"start_import":
{ Args: { "import_id": string }; Returns: undefined
                           },
"start_media_upload":
{ Args: { "file_name": string,"shop": string }; Returns: Json
                           },
"start_payment":
{ Args: { "access_token"?: string,"gateway"?: string,"order_id": string }; Returns: Json
                           },
"submit_payment_proof":
{ Args: { "access_token": string,"order_id": string,"proof": Json }; Returns: Json
                           },
"submit_payout_details":
{ Args: { "access_token"?: string,"ciphertext": string,"order_id": string }; Returns: Json
                           },
"take_rate_limit":
{ Args: { "bucket": string,"key": string,"max": number,"window_seconds": number }; Returns: boolean
                           },
"undo_import":
{ Args: { "import_id": string }; Returns: undefined
                           },
"update_media":
{ Args: { "alt": string,"focal_x": number,"focal_y": number,"media_id": string }; Returns: undefined
                           },
"update_order_status":
{ Args: { "details"?: Json,"expected_version"?: number,"order_id": string,"to_state": string }; Returns: Json
                           },
"update_products":
{ Args: { "change": Json,"product_ids": (string)[],"shop": string }; Returns: number
                           },
"verify_activity_chain":
{ Args: { "entity_id": string,"entity_type": string }; Returns: boolean
                           },
"verify_payment":
{ Args: { "decision": string,"order_id": string,"seen"?: Json }; Returns: Json
                           },
"withdraw_bank_account":
{ Args: { "account_id": string }; Returns: undefined
                           }
          }
          Enums: {
            "cancel_reason": "asked"|"not_accepted"|"not_paid"|"not_verified"|"sold_out"|"payment_not_found"|"returned_to_cart","cancelled_by": "shopper"|"seller"|"staff"|"system","decline_reason": "by_staff"|"bank_took_it"|"first_arrived"|"refunded_at_gateway"|"of_another_order","dispute_state": "open"|"won"|"lost"|"withdrawn","exception_kind": "paid_short"|"overpaid"|"amount_mismatch"|"currency_mismatch"|"reversed"|"refund_due"|"refund_failed"|"refund_needs_attention"|"refund_mismatch"|"dispute"|"unverified_proof"|"payment_moved","exception_resolution": "confirmed"|"dismissed"|"in_order"|"refunded"|"refunded_again"|"order_cancelled"|"refund_requested"|"refund_approved"|"refund_submitted"|"refund_processing"|"refund_succeeded"|"refund_failed"|"refund_needs_attention"|"refund_declined"|"dispute_won"|"dispute_lost"|"dispute_withdrawn","field_kind": "text"|"long_text"|"number"|"choice","hold_reason": "by_staff"|"amount_mismatch"|"paid_short"|"payment_moved"|"refund_failed"|"dispute_lost","import_outcome": "created"|"updated"|"unchanged"|"failed"|"undone"|"partly"|"kept","import_picture_state": "waiting"|"done"|"failed","import_state": "uploaded"|"checking"|"checked"|"running"|"done"|"undoing"|"undone"|"failed","intent_refusal": "email"|"other","intent_state": "created"|"open"|"succeeded"|"failed"|"abandoned","limited_action": "cart"|"order"|"payment"|"proof"|"order_payment"|"recipient","order_action": "accept"|"confirm_request"|"submit_proof"|"reject_proof"|"settle"|"approve"|"ask_rest"|"revive"|"allocate"|"process"|"mark_ready"|"ship"|"mark_in_transit"|"fail_delivery"|"refuse_delivery"|"deliver"|"collect"|"complete"|"return_items"|"cancel"|"cancel_items"|"hold"|"release"|"archive"|"open_dispute"|"close_dispute"|"create_order"|"clone_order"|"note"|"correct_email"|"reissue_order_keys"|"payment_failed"|"payment_mismatch"|"payment_paid_short"|"payment_overpaid"|"payment_collected"|"request_move"|"decline_move"|"move_payment"|"request_refund"|"refund_approved"|"refund_submitted"|"refund_processing"|"refund_succeeded"|"refund_failed"|"refund_needs_attention"|"refund_declined"|"give_payout_details"|"change_payout_details"|"read_payout_details"|"delete_payout_details"|"open_exception"|"resolve_exception"|"close_exception"|"add_verification_claims"|"edit_verification_claims"|"delete_verification_claims","order_block": "on_hold"|"dispute_open"|"order_refunded"|"payment_undecided"|"partly_shipped"|"not_revivable"|"separation_of_duties","order_command": "accept"|"confirm_request"|"submit_proof"|"reject_proof"|"settle"|"approve"|"ask_rest"|"revive"|"allocate"|"process"|"mark_ready"|"ship"|"mark_in_transit"|"fail_delivery"|"refuse_delivery"|"deliver"|"collect"|"complete"|"return_items"|"cancel"|"cancel_items"|"hold"|"release"|"archive"|"open_dispute"|"close_dispute"|"note"|"clone"|"reissue_keys"|"check_payment"|"resolve"|"refund"|"approve_refund"|"decline_refund"|"retry_refund"|"pay_out_refund","order_payment_status": "not_paid"|"pending"|"under_verification"|"failed"|"partially_paid"|"paid"|"overpaid"|"partially_refunded"|"refunded"|"disputed","order_state": "requested"|"pending_payment"|"awaiting_verification"|"confirmed"|"processing"|"ready_for_shipment"|"shipped"|"delivered"|"completed"|"cancelled","order_status": "requested"|"pending_payment"|"payment_failed"|"awaiting_verification"|"confirmed"|"paid"|"processing"|"ready_for_shipment"|"partially_shipped"|"shipped"|"in_transit"|"delivered"|"completed"|"cancelled"|"rejected"|"on_hold"|"backordered"|"returned"|"partially_refunded"|"refunding"|"refunded"|"disputed"|"archived","order_step": "decide_dispute"|"answer_bank"|"refund_and_cancel"|"take_off_rest"|"decide_money"|"mend_refund"|"approve_refund"|"pay_out"|"wait_for_refund"|"release"|"accept"|"verify"|"wait_for_payment"|"wait_for_gateway"|"pay_again"|"wait_for_email"|"wait_for_transfer"|"wait_for_rest"|"wait_for_cancel"|"wait_for_stock"|"allocate"|"pack"|"mark_packed"|"ship"|"retry_delivery"|"take_back"|"collect"|"deliver"|"complete"|"refund_return"|"nothing","payment_effect": "confirms"|"confirms_with_rest"|"revives"|"revives_with_rest"|"short"|"holds"|"pays_in_full"|"overpays"|"asks","payment_method": "paystack"|"bank_transfer"|"cod","permission": "orders.read"|"orders.create"|"orders.accept"|"orders.process"|"orders.ship"|"orders.deliver"|"orders.return"|"orders.complete"|"orders.cancel"|"orders.revive"|"orders.hold"|"orders.archive"|"orders.note"|"payments.read"|"payments.verify"|"payments.check"|"refunds.issue"|"refunds.approve"|"disputes.manage"|"exceptions.resolve"|"webhooks.replay"|"customers.read"|"catalog.write"|"stock.read"|"stock.adjust"|"settings.write"|"staff.manage"|"logs.read","product_condition": "new"|"second_hand","product_status": "draft"|"scheduled"|"published"|"archived","proof_state": "submitted"|"accepted"|"rejected","refund_kind": "refund"|"moved","refund_reason": "asked"|"exception"|"order_cancelled"|"items_cancelled"|"overpaid"|"undecided"|"at_gateway"|"moved","refund_state": "requested"|"approved"|"submitted"|"processing"|"succeeded"|"failed"|"needs_attention"|"declined","refund_status": "requested"|"to_pay_out"|"after_dispute"|"approved"|"submitted"|"processing"|"succeeded"|"paid_out"|"failed"|"retried"|"needs_attention"|"declined"|"moved","reject_reason": "not_there"|"amount"|"unreadable"|"other_account"|"wrong_picture"|"other","staff_role": "owner"|"admin"|"verifier"|"fulfiller"|"catalog"|"finance"|"auditor","statement_move_state": "requested"|"done"|"declined","stock_policy": "lock_then_deduct"|"lock_until_verified"|"deduct_on_confirm"|"deduct_now"|"untracked","stock_reason": "count"|"receive"|"remove"|"deduct"|"restore"|"ship"|"return"|"import","tax_class": "standard"|"reduced"|"zero_rated"|"exempt","verification_status": "to_verify"|"with_finance"|"not_accepted"|"rest_asked"|"proof_rejected"|"no_proof"|"cancelled"|"paid"
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            "cancel_reason": ["asked", "not_accepted", "not_paid", "not_verified", "sold_out", "payment_not_found", "returned_to_cart"],"cancelled_by": ["shopper", "seller", "staff", "system"],"decline_reason": ["by_staff", "bank_took_it", "first_arrived", "refunded_at_gateway", "of_another_order"],"dispute_state": ["open", "won", "lost", "withdrawn"],"exception_kind": ["paid_short", "overpaid", "amount_mismatch", "currency_mismatch", "reversed", "refund_due", "refund_failed", "refund_needs_attention", "refund_mismatch", "dispute", "unverified_proof", "payment_moved"],"exception_resolution": ["confirmed", "dismissed", "in_order", "refunded", "refunded_again", "order_cancelled", "refund_requested", "refund_approved", "refund_submitted", "refund_processing", "refund_succeeded", "refund_failed", "refund_needs_attention", "refund_declined", "dispute_won", "dispute_lost", "dispute_withdrawn"],"field_kind": ["text", "long_text", "number", "choice"],"hold_reason": ["by_staff", "amount_mismatch", "paid_short", "payment_moved", "refund_failed", "dispute_lost"],"import_outcome": ["created", "updated", "unchanged", "failed", "undone", "partly", "kept"],"import_picture_state": ["waiting", "done", "failed"],"import_state": ["uploaded", "checking", "checked", "running", "done", "undoing", "undone", "failed"],"intent_refusal": ["email", "other"],"intent_state": ["created", "open", "succeeded", "failed", "abandoned"],"limited_action": ["cart", "order", "payment", "proof", "order_payment", "recipient"],"order_action": ["accept", "confirm_request", "submit_proof", "reject_proof", "settle", "approve", "ask_rest", "revive", "allocate", "process", "mark_ready", "ship", "mark_in_transit", "fail_delivery", "refuse_delivery", "deliver", "collect", "complete", "return_items", "cancel", "cancel_items", "hold", "release", "archive", "open_dispute", "close_dispute", "create_order", "clone_order", "note", "correct_email", "reissue_order_keys", "payment_failed", "payment_mismatch", "payment_paid_short", "payment_overpaid", "payment_collected", "request_move", "decline_move", "move_payment", "request_refund", "refund_approved", "refund_submitted", "refund_processing", "refund_succeeded", "refund_failed", "refund_needs_attention", "refund_declined", "give_payout_details", "change_payout_details", "read_payout_details", "delete_payout_details", "open_exception", "resolve_exception", "close_exception", "add_verification_claims", "edit_verification_claims", "delete_verification_claims"],"order_block": ["on_hold", "dispute_open", "order_refunded", "payment_undecided", "partly_shipped", "not_revivable", "separation_of_duties"],"order_command": ["accept", "confirm_request", "submit_proof", "reject_proof", "settle", "approve", "ask_rest", "revive", "allocate", "process", "mark_ready", "ship", "mark_in_transit", "fail_delivery", "refuse_delivery", "deliver", "collect", "complete", "return_items", "cancel", "cancel_items", "hold", "release", "archive", "open_dispute", "close_dispute", "note", "clone", "reissue_keys", "check_payment", "resolve", "refund", "approve_refund", "decline_refund", "retry_refund", "pay_out_refund"],"order_payment_status": ["not_paid", "pending", "under_verification", "failed", "partially_paid", "paid", "overpaid", "partially_refunded", "refunded", "disputed"],"order_state": ["requested", "pending_payment", "awaiting_verification", "confirmed", "processing", "ready_for_shipment", "shipped", "delivered", "completed", "cancelled"],"order_status": ["requested", "pending_payment", "payment_failed", "awaiting_verification", "confirmed", "paid", "processing", "ready_for_shipment", "partially_shipped", "shipped", "in_transit", "delivered", "completed", "cancelled", "rejected", "on_hold", "backordered", "returned", "partially_refunded", "refunding", "refunded", "disputed", "archived"],"order_step": ["decide_dispute", "answer_bank", "refund_and_cancel", "take_off_rest", "decide_money", "mend_refund", "approve_refund", "pay_out", "wait_for_refund", "release", "accept", "verify", "wait_for_payment", "wait_for_gateway", "pay_again", "wait_for_email", "wait_for_transfer", "wait_for_rest", "wait_for_cancel", "wait_for_stock", "allocate", "pack", "mark_packed", "ship", "retry_delivery", "take_back", "collect", "deliver", "complete", "refund_return", "nothing"],"payment_effect": ["confirms", "confirms_with_rest", "revives", "revives_with_rest", "short", "holds", "pays_in_full", "overpays", "asks"],"payment_method": ["paystack", "bank_transfer", "cod"],"permission": ["orders.read", "orders.create", "orders.accept", "orders.process", "orders.ship", "orders.deliver", "orders.return", "orders.complete", "orders.cancel", "orders.revive", "orders.hold", "orders.archive", "orders.note", "payments.read", "payments.verify", "payments.check", "refunds.issue", "refunds.approve", "disputes.manage", "exceptions.resolve", "webhooks.replay", "customers.read", "catalog.write", "stock.read", "stock.adjust", "settings.write", "staff.manage", "logs.read"],"product_condition": ["new", "second_hand"],"product_status": ["draft", "scheduled", "published", "archived"],"proof_state": ["submitted", "accepted", "rejected"],"refund_kind": ["refund", "moved"],"refund_reason": ["asked", "exception", "order_cancelled", "items_cancelled", "overpaid", "undecided", "at_gateway", "moved"],"refund_state": ["requested", "approved", "submitted", "processing", "succeeded", "failed", "needs_attention", "declined"],"refund_status": ["requested", "to_pay_out", "after_dispute", "approved", "submitted", "processing", "succeeded", "paid_out", "failed", "retried", "needs_attention", "declined", "moved"],"reject_reason": ["not_there", "amount", "unreadable", "other_account", "wrong_picture", "other"],"staff_role": ["owner", "admin", "verifier", "fulfiller", "catalog", "finance", "auditor"],"statement_move_state": ["requested", "done", "declined"],"stock_policy": ["lock_then_deduct", "lock_until_verified", "deduct_on_confirm", "deduct_now", "untracked"],"stock_reason": ["count", "receive", "remove", "deduct", "restore", "ship", "return", "import"],"tax_class": ["standard", "reduced", "zero_rated", "exempt"],"verification_status": ["to_verify", "with_finance", "not_accepted", "rest_asked", "proof_rejected", "no_proof", "cancelled", "paid"]
          }
        }
} as const
